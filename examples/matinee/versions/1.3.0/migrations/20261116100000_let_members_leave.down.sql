-- A handle that was left may have been taken again: the one who left is known by a number from here on.

update member
   set handle = 'left_' || id
 where left_at is not null;

drop index member_handle_present_key;

alter table member add constraint member_handle_key unique (handle);

alter table member drop column left_at;
