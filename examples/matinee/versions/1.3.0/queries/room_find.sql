select r.id, r.name, r.slug, r.last_seq, r.created_at,
       (select count(*) from playlist_item p where p.room_id = r.id) as titles
  from room r
 where r.name = $1
 order by r.id
 limit $2
