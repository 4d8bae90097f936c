-- Nothing comes back when the handle is taken.
insert into member (handle, given_name, family_name, password_hash)
values ($1,
        split_part($2, ' ', 1),
        case when position(' ' in $2) > 0 then substr($2, position(' ' in $2) + 1) end,
        $3)
on conflict do nothing
returning id, handle, given_name || coalesce(' ' || family_name, '') as display_name, joined_at
