-- +goose Up
-- Work that workers do later. One that claimed a job and died leaves it claimed; after a while another takes it.

create table job (
    id         bigint generated always as identity primary key,
    kind       text        not null check (kind in ('recap')),
    room_id    bigint      not null references room (id) on delete cascade,
    state      text        not null default 'waiting' check (state in ('waiting', 'claimed', 'done', 'failed')),
    claimed_by text,
    claimed_at timestamptz,
    attempts   int         not null default 0,
    error      text,
    created_at timestamptz not null default now(),
    ended_at   timestamptz
);

create index job_open_idx on job (id) where state in ('waiting', 'claimed');

-- What was watched in a room, summed up by a worker.
create table recap (
    room_id  bigint      primary key references room (id) on delete cascade,
    events   bigint      not null,
    members  bigint      not null,
    last_seq bigint      not null,
    made_at  timestamptz not null default now()
);

-- +goose Down
drop table recap;
drop table job;
