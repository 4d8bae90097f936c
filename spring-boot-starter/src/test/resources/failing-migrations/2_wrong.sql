insert into item values ('tea', 4);
insert into item values ('tea', 5);
