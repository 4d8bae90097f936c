-- Rooms that were made before the column came. One statement is quick enough: there are some thousands.

update room
   set slug = trim(both '-' from regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g'))
 where slug is null;
