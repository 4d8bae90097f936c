-- +goose Up
-- What happened in a room, in order. Clients ask for everything after the number they saw last.

create type event_kind as enum ('play', 'pause', 'seek', 'chat');

create table room_event (
    room_id     bigint      not null references room (id) on delete cascade,
    seq         bigint      not null check (seq > 0),
    kind        event_kind  not null,
    position_ms bigint      not null check (position_ms >= 0),
    -- What was said, in a chat.
    body        text        check (length(body) between 1 and 500),
    member_id   bigint      references member (id) on delete set null,
    created_at  timestamptz not null default now(),

    primary key (room_id, seq),
    constraint room_event_chat_has_body check ((kind = 'chat') = (body is not null))
);

create index room_event_member_id_idx on room_event (member_id);

-- +goose Down
drop table room_event;
drop type event_kind;
