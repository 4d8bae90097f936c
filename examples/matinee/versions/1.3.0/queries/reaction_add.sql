-- Nothing comes back when the room has no such event.
insert into reaction (room_id, seq, emoji, member_id)
select e.room_id, e.seq, $3, (select id from member where handle = $4 and left_at is null)
  from room_event e
 where e.room_id = $1
   and e.seq = $2
returning id, seq, emoji, created_at
