-- Ends the job and makes the recap at once, and only for the worker that has the claim still.
with ended as (
    update job
       set state    = 'done',
           ended_at = now()
     where id = $1
       and state = 'claimed'
       and claimed_by = $2
       and attempts = $3
    returning room_id
), summed as (
    select ended.room_id,
           count(e.seq)                as events,
           count(distinct e.member_id) as members,
           coalesce(max(e.seq), 0)     as last_seq
      from ended
      left join room_event e on e.room_id = ended.room_id
     group by ended.room_id
)
insert into recap (room_id, events, members, last_seq)
select room_id, events, members, last_seq
  from summed
    on conflict (room_id) do update
   set events   = excluded.events,
       members  = excluded.members,
       last_seq = excluded.last_seq,
       made_at  = now()
returning room_id, events, members, last_seq
