-- +goose Up
-- Nobody needs to know when a member was here last.

alter table member drop column seen_at;

-- +goose Down
-- When each was here is gone for good.

alter table member add column seen_at timestamptz not null default now();
