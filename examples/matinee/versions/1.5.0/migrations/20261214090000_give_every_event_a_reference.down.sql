alter table room_event drop column ref;
