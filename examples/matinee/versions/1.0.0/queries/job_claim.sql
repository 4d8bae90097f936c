-- The oldest that nobody has, or whose worker has not been heard of for as long as $2 seconds. Two that ask at once get
-- different ones.
update job
   set state      = 'claimed',
       claimed_by = $1,
       claimed_at = now(),
       attempts   = attempts + 1
 where id = (
           select id
             from job
            where state = 'waiting'
               or (state = 'claimed' and claimed_at < now() - make_interval(secs => $2))
            order by id
            limit 1
              for update skip locked
       )
returning id, room_id, attempts
