insert into member (handle, display_name)
values ($1, $2)
on conflict (handle) do update
   set display_name = excluded.display_name,
       seen_at = now()
returning id, handle, display_name, joined_at
