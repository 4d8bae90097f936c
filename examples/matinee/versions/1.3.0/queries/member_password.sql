select password_hash
  from member
 where handle = $1
   and left_at is null
