update job
   set state    = 'failed',
       error    = $4,
       ended_at = now()
 where id = $1
   and state = 'claimed'
   and claimed_by = $2
   and attempts = $3
returning id
