-- no-transaction
drop index concurrently room_event_created_at_idx;
