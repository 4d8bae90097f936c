insert into room (name)
values ($1)
returning id, name, last_seq, created_at
