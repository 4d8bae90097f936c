-- +goose Up
-- A member who leaves gives the handle free; the row stays, because events and reactions point to it.

alter table member add column left_at timestamptz;

alter table member drop constraint member_handle_key;

create unique index member_handle_present_key on member (handle) where left_at is null;

-- +goose Down
-- A handle that was left may have been taken again: the one who left is known by a number from here on.

update member
   set handle = 'left_' || id
 where left_at is not null;

drop index member_handle_present_key;

alter table member add constraint member_handle_key unique (handle);

alter table member drop column left_at;
