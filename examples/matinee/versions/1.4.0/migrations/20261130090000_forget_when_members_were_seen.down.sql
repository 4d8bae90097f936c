-- When each was here is gone for good.

alter table member add column seen_at timestamptz not null default now();
