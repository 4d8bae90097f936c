select password_hash
  from member
 where handle = $1
