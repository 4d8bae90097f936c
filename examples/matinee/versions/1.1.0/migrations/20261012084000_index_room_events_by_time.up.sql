-- no-transaction
-- For the weekly overview of what was watched when. Built beside the traffic, hence alone in its file.

create index concurrently room_event_created_at_idx on room_event (created_at);
