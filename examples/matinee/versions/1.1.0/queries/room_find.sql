select id, name, slug, last_seq, created_at
  from room
 where name = $1
 order by id
 limit $2
