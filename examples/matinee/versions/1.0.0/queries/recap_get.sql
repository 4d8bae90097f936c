select room_id, events, members, last_seq, made_at
  from recap
 where room_id = $1
