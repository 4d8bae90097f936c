-- +goose Up
-- The list of members is sorted by family names. What follows the first space is the family name; put together again,
-- the two are what was given.

alter table member
    add column given_name  text,
    add column family_name text;

update member
   set given_name  = split_part(display_name, ' ', 1),
       family_name = case
                         when position(' ' in display_name) > 0
                             then substr(display_name, position(' ' in display_name) + 1)
                     end;

alter table member
    alter column given_name set not null,
    add constraint member_name_check
        check (length(given_name || coalesce(' ' || family_name, '')) between 1 and 100),
    drop column display_name;

-- +goose Down
alter table member add column display_name text;

update member
   set display_name = given_name || coalesce(' ' || family_name, '');

alter table member
    alter column display_name set not null,
    add constraint member_display_name_check check (length(display_name) between 1 and 100),
    drop column given_name,
    drop column family_name;
