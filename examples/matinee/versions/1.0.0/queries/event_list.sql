select e.seq, e.kind, e.position_ms, e.body, m.handle as member, e.created_at
  from room_event e
  left join member m on m.id = e.member_id
 where e.room_id = $1
   and e.seq > $2
 order by e.seq
 limit $3
