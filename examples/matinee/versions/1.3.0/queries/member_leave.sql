update member
   set left_at = now()
 where handle = $1
   and left_at is null
returning id, handle, left_at
