alter table member add column display_name text;

update member
   set display_name = given_name || coalesce(' ' || family_name, '');

alter table member
    alter column display_name set not null,
    add constraint member_display_name_check check (length(display_name) between 1 and 100),
    drop column given_name,
    drop column family_name;
