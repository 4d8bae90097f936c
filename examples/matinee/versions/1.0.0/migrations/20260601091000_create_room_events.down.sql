drop table room_event;
drop type event_kind;
