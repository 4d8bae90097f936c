-- Members react to what they see, at the moment they see it.

create table reaction (
    id         bigint generated always as identity primary key,
    room_id    bigint      not null,
    seq        bigint      not null,
    emoji      text        not null check (length(emoji) between 1 and 16),
    member_id  bigint      references member (id) on delete set null,
    created_at timestamptz not null default now(),

    foreign key (room_id, seq) references room_event (room_id, seq) on delete cascade
);

create index reaction_room_id_seq_idx on reaction (room_id, seq);
create index reaction_member_id_idx on reaction (member_id);
