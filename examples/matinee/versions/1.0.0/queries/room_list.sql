select id, name, last_seq, created_at
  from room
 where id > $1
 order by id
 limit $2
