-- +goose NO TRANSACTION
-- +goose Up
-- Rooms that were made before the column came, a thousand at a time, so that none is locked for long.

-- +goose StatementBegin
do $$
declare
    filled bigint;
begin
    loop
        update room
           set slug = trim(both '-' from regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g'))
         where id in (select id from room where slug is null order by id limit 1000);
        get diagnostics filled = row_count;
        exit when filled = 0;
        commit;
    end loop;
end
$$;
-- +goose StatementEnd

-- +goose Down
-- Filled again by the migration, should it come back.
update room set slug = null;
