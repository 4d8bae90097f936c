-- +goose Up
-- A room is watched together; a member is somebody who watches. A guest has no password.

create table member (
    id            bigint generated always as identity primary key,
    handle        text        not null check (handle ~ '^[a-z0-9_]{2,30}$'),
    display_name  text        not null check (length(display_name) between 1 and 100),
    password_hash text,
    joined_at     timestamptz not null default now(),
    seen_at       timestamptz not null default now(),

    constraint member_handle_key unique (handle)
);

create table room (
    id         bigint generated always as identity primary key,
    name       text        not null check (length(name) between 1 and 100),
    owner_id   bigint      references member (id) on delete set null,
    created_at timestamptz not null default now(),
    -- The number of the room's newest event. Whoever adds an event locks this row, so that the numbers have no gaps.
    last_seq   bigint      not null default 0 check (last_seq >= 0)
);

create index room_name_idx on room (name);

-- +goose Down
drop table room;
drop table member;
