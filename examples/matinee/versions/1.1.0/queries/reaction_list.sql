select n.id, n.seq, n.emoji, m.handle as member, n.created_at
  from reaction n
  left join member m on m.id = n.member_id
 where n.room_id = $1
   and n.id > $2
 order by n.id
 limit $3
