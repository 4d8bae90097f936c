-- Filled again by the migration, should it come back.
update room set slug = null;
