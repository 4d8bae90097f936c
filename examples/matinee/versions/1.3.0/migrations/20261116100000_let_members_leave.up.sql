-- A member who leaves gives the handle free; the row stays, because events and reactions point to it.

alter table member add column left_at timestamptz;

alter table member drop constraint member_handle_key;

create unique index member_handle_present_key on member (handle) where left_at is null;
