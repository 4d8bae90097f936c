-- Nothing comes back when the handle is taken.
insert into member (handle, display_name, password_hash)
values ($1, $2, $3)
on conflict do nothing
returning id, handle, display_name, joined_at
