insert into member (handle, given_name, family_name)
values ($1,
        split_part($2, ' ', 1),
        case when position(' ' in $2) > 0 then substr($2, position(' ' in $2) + 1) end)
on conflict (handle) where left_at is null do update
   set given_name = excluded.given_name,
       family_name = excluded.family_name,
       seen_at = now()
returning id, handle, given_name || coalesce(' ' || family_name, '') as display_name, joined_at
