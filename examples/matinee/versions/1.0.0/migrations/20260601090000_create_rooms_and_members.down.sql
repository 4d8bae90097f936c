drop table room;
drop table member;
