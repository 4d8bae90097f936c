create table item (name text primary key, price int not null);
