-- +goose Up
-- The titles a room is going to watch. Deferrable, so that two of them can change places in one statement.

create table playlist_item (
    id          bigint generated always as identity primary key,
    room_id     bigint not null references room (id) on delete cascade,
    position    int    not null check (position > 0),
    title       text   not null check (length(title) between 1 and 200),
    duration_ms bigint not null check (duration_ms > 0),

    constraint playlist_item_room_id_position_key unique (room_id, position) deferrable initially immediate
);

-- +goose Down
drop table playlist_item;
