-- +goose Up
-- What a moderator points to. Every row gets another value, so the whole table is written again.

alter table room_event add column ref uuid not null default gen_random_uuid();

-- +goose Down
alter table room_event drop column ref;
