-- What happened in a room, in order. Clients ask for everything after the number they saw last.

create type event_kind as enum ('play', 'pause', 'seek');

create table room_event (
    room_id     bigint      not null references room (id) on delete cascade,
    seq         bigint      not null check (seq > 0),
    kind        event_kind  not null,
    position_ms bigint      not null check (position_ms >= 0),
    member_id   bigint      references member (id) on delete set null,
    created_at  timestamptz not null default now(),

    primary key (room_id, seq)
);

create index room_event_member_id_idx on room_event (member_id);
