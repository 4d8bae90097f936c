drop table recap;
drop table job;
