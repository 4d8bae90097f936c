-- Asked once for each room of a list.
select count(*) as titles
  from playlist_item
 where room_id = $1
