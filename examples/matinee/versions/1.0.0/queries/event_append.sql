-- The update locks the room until the event is stored, so that the numbers have no gaps;
-- the notice is sent by the same transaction, so that nobody is told of an event that is not there.
with room_next as (
    update room
       set last_seq = last_seq + 1
     where id = $1
    returning id, last_seq
), stored as (
    insert into room_event (room_id, seq, kind, position_ms, body, member_id)
    select id, last_seq, $2::event_kind, $3::bigint, $4::text, (select id from member where handle = $5)
      from room_next
    returning room_id, seq, kind, position_ms, body, created_at
)
select stored.seq, stored.kind, stored.position_ms, stored.body, stored.created_at
  from stored
 cross join lateral pg_notify('matinee_event', stored.room_id::text)
