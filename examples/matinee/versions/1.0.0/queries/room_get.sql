select r.id, r.name, r.last_seq, r.created_at, m.handle as owner
  from room r
  left join member m on m.id = r.owner_id
 where r.id = $1
