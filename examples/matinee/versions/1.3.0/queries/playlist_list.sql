select position, title, duration_ms
  from playlist_item
 where room_id = $1
 order by position
