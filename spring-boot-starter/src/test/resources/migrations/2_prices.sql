insert into item values ('tea', 4);
-- Whoever holds this lock makes the migration slow.
select pg_advisory_xact_lock(77);
