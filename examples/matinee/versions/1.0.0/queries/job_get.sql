select id, kind, room_id, state, attempts, error, created_at, ended_at
  from job
 where id = $1
