insert into job (kind, room_id)
select 'recap', id
  from room
 where id = $1
returning id, kind, room_id, state, created_at
