package dev.slipway.engine.rehearse;

import java.util.List;

/// The statements that rehearsals are held against: what a server does with them was measured, and
/// stands here by hand.
final class HazardCases {

    static final String BASE =
            """
            create type mood as enum ('calm', 'loud');
            create domain positive as int check (value > 0);
            create table room (
                id int primary key,
                name text not null,
                seconds int,
                code text,
                note varchar(20),
                label varchar(20),
                price numeric(8, 2),
                at timestamp not null default now(),
                mood mood,
                rank positive,
                small int not null default 1
            );
            create index room_name on room (name);
            create index room_label on room (label) where label <> '';
            alter table room add constraint room_note check (note <> 'x');
            create table member (
                id int primary key,
                room_id int not null,
                email text not null,
                constraint member_small check (id > 0)
            );
            create table ticket (
                id int primary key,
                member_id int constraint ticket_member references member (id)
            );
            create view loud as select id, name from room;
            create materialized view names as select id, name from room;
            create unique index names_id on names (id);
            create table event (at date not null, what text) partition by range (at);
            create table event_2025 partition of event for values from ('2025-01-01') to ('2026-01-01');
            create table event_other partition of event default;
            create table event_2026 (at date not null, what text);
            create schema "My Shop";
            create table "My Shop"."Order-Item" (id int primary key, "Room" int, label text);
            create function touch() returns trigger language plpgsql
                as $$ begin return new; end $$;
            insert into room
            select i, 'room ' || i, i, 'c', 'n', 'l', 1, now(), 'calm', 1, 1
              from generate_series(1, 500) i;
            insert into member select i, i, 'm' || i from generate_series(1, 500) i;
            insert into ticket select i, i from generate_series(1, 500) i;
            insert into event select '2025-01-01'::date + i % 365, 'e' from generate_series(1, 500) i;
            insert into event select '2030-01-01', 'e' from generate_series(1, 100) i;
            insert into event_2026 select '2026-01-01'::date + i % 365, 'e' from generate_series(1, 500) i;
            insert into "My Shop"."Order-Item" select i, i, 'l' from generate_series(1, 500) i;
            refresh materialized view names;
            """;

    private static final String AE = "AccessExclusiveLock public.";
    private static final String SRE = "ShareRowExclusiveLock public.";
    private static final String SUE = "ShareUpdateExclusiveLock public.";
    private static final String RE = "RowExclusiveLock public.";
    private static final String ROOM_INDEXES =
            "rebuilds public.room_label,rebuilds public.room_name,rebuilds public.room_pkey";

    private HazardCases() {}

    private static HazardCase of(int row, String sql) {
        return HazardCase.of(row, sql);
    }

    private static String[] roomAnew() {
        return ("rewrites public.room," + ROOM_INDEXES).split(",");
    }

    static final List<HazardCase> ALL =
            List.of(
                    // columns
                    of(1, "alter table room add column poster text").locks(AE + "room"),
                    of(1, "alter table \"My Shop\".\"Order-Item\" add column \"Big Size\" int")
                            .locks("AccessExclusiveLock \"My Shop\".\"Order-Item\""),
                    of(2, "alter table room add column stars int not null default 3")
                            .locks(AE + "room"),
                    of(3, "alter table room add column seen timestamptz not null default now()")
                            .locks(AE + "room"),
                    of(4, "alter table room add column token uuid default gen_random_uuid()")
                            .locks(AE + "room")
                            .does(roomAnew())
                            .finds("rewrite/table"),
                    of(
                                    4,
                                    "alter table room add column seen timestamptz not null"
                                            + " default clock_timestamp()")
                            .locks(AE + "room")
                            .does(roomAnew())
                            .finds("rewrite/table"),
                    of(
                                    4,
                                    "alter table \"My Shop\".\"Order-Item\" add column"
                                            + " \"Key No\" uuid not null default gen_random_uuid()")
                            .locks("AccessExclusiveLock \"My Shop\".\"Order-Item\"")
                            .does(
                                    "rewrites \"My Shop\".\"Order-Item\"",
                                    "rebuilds \"My Shop\".\"Order-Item_pkey\"")
                            .finds("rewrite/table"),
                    of(5, "alter table member add column number bigserial")
                            .locks(AE + "member")
                            .does("rewrites public.member", "rebuilds public.member_pkey")
                            .finds("rewrite/table"),
                    of(
                                    5,
                                    "alter table member add column number bigint"
                                            + " generated always as identity")
                            .locks(AE + "member")
                            .does("rewrites public.member", "rebuilds public.member_pkey")
                            .finds("rewrite/table"),
                    of(
                                    6,
                                    "alter table member add column low text"
                                            + " generated always as (lower(email)) stored")
                            .locks(AE + "member")
                            .does("rewrites public.member", "rebuilds public.member_pkey")
                            .finds("rewrite/table"),
                    of(
                                    6,
                                    "alter table member add column low text"
                                            + " generated always as (lower(email)) virtual")
                            .since(18)
                            .locks(AE + "member"),
                    of(7, "alter table member add column seats positive")
                            .locks(AE + "member")
                            .does("rewrites public.member", "rebuilds public.member_pkey")
                            .finds("rewrite/table"),
                    of(8, "alter table room add column must text not null").failing(),
                    of(9, "alter table room add column stars int check (stars > 0)")
                            .locks(AE + "room")
                            .does("scans public.room")
                            .finds("scan/full-table"),
                    of(10, "alter table member add column handle text unique")
                            .locks(AE + "member")
                            .does("builds public.member_handle_key")
                            .finds("lock/index-not-concurrent"),
                    of(11, "alter table ticket add column room_id int references room (id)")
                            .locks(AE + "ticket"),
                    of(12, "alter table room add column extra json").locks(AE + "room"),
                    of(13, "alter table room drop column code")
                            .locks(AE + "room")
                            .finds("data/dropped-column")
                            .wordsOnly(),
                    of(14, "alter table room drop column name cascade")
                            .locks(AE + "loud")
                            .finds("data/dropped-column"),
                    of(15, "alter table room rename column code to sign")
                            .locks(AE + "room")
                            .finds("compat/renamed"),
                    of(15, "alter table member rename to person")
                            .locks(AE + "member")
                            .finds("compat/renamed")
                            .wordsOnly(),
                    of(15, "alter table member set schema \"My Shop\"")
                            .locks(AE + "member")
                            .finds("compat/renamed")
                            .wordsOnly(),
                    of(15, "alter schema \"My Shop\" rename to shop")
                            .finds("compat/renamed")
                            .wordsOnly(),
                    of(16, "alter table ticket rename constraint ticket_member to ticket_owner")
                            .locks(AE + "ticket"),
                    of(17, "alter index room_name rename to room_by_name").locks(SUE + "room_name"),
                    of(18, "alter table room alter column code set default 'new'")
                            .locks(AE + "room"),
                    of(18, "alter table room alter column small drop default").locks(AE + "room"),
                    of(19, "alter table room alter column seconds set not null")
                            .locks(AE + "room")
                            .does("scans public.room")
                            .finds("scan/full-table"),
                    of(20, "alter table room alter column seconds set not null")
                            .after(
                                    "alter table room add constraint room_seconds check"
                                            + " (seconds is not null)")
                            .locks(AE + "room"),
                    of(21, "alter table room alter column name drop not null").locks(AE + "room"),
                    of(20, "alter table room add constraint room_must not null seconds not valid")
                            .since(18)
                            .locks(AE + "room"),
                    of(20, "alter table room validate constraint room_must")
                            .after(
                                    "alter table room add constraint room_must"
                                            + " not null seconds not valid")
                            .since(18)
                            .locks(SUE + "room")
                            .does("scans public.room"),
                    // types
                    of(22, "alter table member alter column id type bigint")
                            .after("alter table ticket drop constraint ticket_member")
                            .locks(AE + "member")
                            .does("rewrites public.member", "rebuilds public.member_pkey")
                            .finds("rewrite/table"),
                    of(22, "alter table room alter column mood type text")
                            .locks(AE + "room")
                            .does(roomAnew())
                            .finds("rewrite/table"),
                    of(22, "alter table room alter column price type numeric(8, 4)")
                            .locks(AE + "room")
                            .does(roomAnew())
                            .finds("rewrite/table"),
                    of(22, "alter table room alter column at type date")
                            .locks(AE + "room")
                            .does(roomAnew())
                            .finds("rewrite/table"),
                    of(22, "alter table room alter column code type varchar(10)")
                            .locks(AE + "room")
                            .does(roomAnew())
                            .finds("rewrite/table"),
                    of(22, "alter table room alter column note type varchar(10)")
                            .locks(AE + "room")
                            .does(roomAnew())
                            .finds("rewrite/table"),
                    of(
                                    22,
                                    "alter table room alter column at type timestamptz"
                                            + " using at at time zone 'Asia/Kathmandu'")
                            .locks(AE + "room")
                            .does(roomAnew())
                            .finds("rewrite/table"),
                    of(22, "alter table member alter column id type bigint")
                            .locks(AE + "member")
                            .does(
                                    "rewrites public.member",
                                    "rebuilds public.member_pkey",
                                    "scans public.ticket")
                            .finds("rewrite/table", "scan/full-table"),
                    of(23, "alter table room alter column note type varchar(40)")
                            .locks(AE + "room")
                            .does("scans public.room")
                            .finds("scan/full-table"),
                    of(23, "alter table room alter column label type varchar(40)")
                            .locks(AE + "room")
                            .does("rebuilds public.room_label")
                            .finds("lock/index-not-concurrent"),
                    of(23, "alter table room alter column price type numeric(10, 2)")
                            .locks(AE + "room"),
                    of(23, "alter table room alter column price type numeric").locks(AE + "room"),
                    of(
                                    23,
                                    "alter table room alter column label type varchar(20)"
                                            + " collate \"C\"")
                            .locks(AE + "room")
                            .does("rebuilds public.room_label")
                            .finds("lock/index-not-concurrent"),
                    of(23, "alter table member alter column email type varchar")
                            .locks(AE + "member"),
                    // constraints
                    of(24, "alter table room add constraint room_time check (seconds > 0)")
                            .locks(AE + "room")
                            .does("scans public.room")
                            .finds("scan/full-table"),
                    of(
                                    25,
                                    "alter table room add constraint room_time"
                                            + " check (seconds > 0) not valid")
                            .locks(AE + "room"),
                    of(
                                    25,
                                    "alter table member add constraint member_room foreign key"
                                            + " (room_id) references room (id) not valid")
                            .locks(SRE + "member"),
                    of(26, "alter table room validate constraint room_time")
                            .after(
                                    "alter table room add constraint room_time"
                                            + " check (seconds > 0) not valid")
                            .locks(SUE + "room")
                            .does("scans public.room"),
                    of(26, "alter table member validate constraint member_room")
                            .after(
                                    "alter table member add constraint member_room foreign key"
                                            + " (room_id) references room (id) not valid")
                            .locks(SUE + "member")
                            .does("scans public.member", "scans public.room"),
                    of(
                                    27,
                                    "alter table member add constraint member_room foreign key"
                                            + " (room_id) references room (id)")
                            .locks(SRE + "member")
                            .does("scans public.member", "scans public.room")
                            .finds("scan/full-table"),
                    of(28, "alter table ticket drop constraint ticket_member").locks(AE + "member"),
                    of(28, "drop table ticket")
                            .locks(AE + "member")
                            .finds("data/dropped-table")
                            .wordsOnly(),
                    of(
                                    29,
                                    "create table seat (id int primary key, room_id int references room (id))")
                            .locks(SRE + "room"),
                    of(30, "alter table member add constraint member_email unique (email)")
                            .locks(AE + "member")
                            .does("builds public.member_email")
                            .finds("lock/index-not-concurrent"),
                    of(
                                    30,
                                    "alter table member add constraint member_email unique using index by_email")
                            .after("create unique index by_email on member (email)")
                            .locks(AE + "member"),
                    of(30, "alter table event_2026 add primary key (at, what)")
                            .after("update event_2026 set what = ctid::text")
                            .locks(AE + "event_2026")
                            .does("builds public.event_2026_pkey", "scans public.event_2026")
                            .finds("lock/index-not-concurrent"),
                    of(
                                    31,
                                    "alter table member add constraint member_once"
                                            + " exclude using btree (email with =)")
                            .locks(AE + "member")
                            .does("builds public.member_once")
                            .finds("lock/index-not-concurrent")
                            .wordsOnly(),
                    // indexes
                    of(32, "create index room_seconds on room (seconds)")
                            .locks("ShareLock public.room")
                            .does("builds public.room_seconds")
                            .finds("lock/index-not-concurrent"),
                    of(32, "create index if not exists room_name on room (name)")
                            .locks("ShareLock public.room"),
                    of(
                                    32,
                                    "create unique index \"Odd index\" on \"My Shop\".\"Order-Item\" (\"Room\")")
                            .locks("ShareLock \"My Shop\".\"Order-Item\"")
                            .does("builds \"My Shop\".\"Odd index\"")
                            .finds("lock/index-not-concurrent"),
                    of(33, "create index concurrently room_seconds on room (seconds)")
                            .locks(SUE + "room")
                            .does("builds public.room_seconds"),
                    of(34, "drop index room_name").locks(AE + "room"),
                    of(34, "drop index concurrently room_name").locks(SUE + "room"),
                    of(35, "reindex table member")
                            .locks(AE + "member_pkey")
                            .does("rebuilds public.member_pkey")
                            .finds("lock/index-not-concurrent"),
                    of(35, "reindex index concurrently room_name")
                            .locks(SUE + "room")
                            .does("rebuilds public.room_name"),
                    // what hangs on tables
                    of(
                                    36,
                                    "create trigger room_touch before update on room"
                                            + " for each row execute function touch()")
                            .locks(SRE + "room"),
                    of(37, "alter table room enable row level security").locks(AE + "room"),
                    of(37, "create policy everybody on room using (true)").locks(AE + "room"),
                    of(37, "alter table room alter column name set storage external")
                            .locks(AE + "room"),
                    of(37, "alter table room replica identity full").locks(AE + "room"),
                    of(37, "drop trigger room_touch on room")
                            .after(
                                    "create trigger room_touch before update on room"
                                            + " for each row execute function touch()")
                            .locks(AE + "room"),
                    of(37, "create rule quiet as on delete to member do instead nothing")
                            .locks(AE + "member"),
                    of(37, "alter table room owner to current_user").locks(AE + "room"),
                    // partitions
                    of(
                                    38,
                                    "create table event_2027 partition of event"
                                            + " for values from ('2027-01-01') to ('2028-01-01')")
                            .locks(AE + "event")
                            .does("scans public.event_other")
                            .finds("scan/full-table")
                            .wordsOnly(),
                    of(
                                    39,
                                    "alter table event attach partition event_2026"
                                            + " for values from ('2026-01-01') to ('2027-01-01')")
                            .locks(AE + "event_2026")
                            .does("scans public.event_2026", "scans public.event_other")
                            .finds("scan/full-table"),
                    of(
                                    39,
                                    "alter table event attach partition event_2026"
                                            + " for values from ('2026-01-01') to ('2027-01-01')")
                            .after(
                                    "drop table event_other",
                                    "alter table event_2026 add check"
                                            + " (at >= '2026-01-01' and at < '2027-01-01')")
                            .locks(AE + "event_2026"),
                    of(40, "alter table event detach partition event_2025").locks(AE + "event"),
                    of(40, "alter table event detach partition event_2025 concurrently")
                            .after("drop table event_other")
                            .locks(AE + "event_2025"),
                    // data
                    of(41, "truncate ticket")
                            .locks(AE + "ticket")
                            .does("rewrites public.ticket", "rebuilds public.ticket_pkey")
                            .finds("data/truncated"),
                    of(41, "truncate member cascade")
                            .locks(AE + "member")
                            .does(
                                    "rewrites public.member",
                                    "rewrites public.ticket",
                                    "rebuilds public.member_pkey",
                                    "rebuilds public.ticket_pkey")
                            .finds("data/truncated"),
                    of(42, "drop view loud").locks(AE + "loud"),
                    of(42, "drop schema \"My Shop\" cascade")
                            .locks("AccessExclusiveLock \"My Shop\".\"Order-Item\"")
                            .finds("data/dropped-table")
                            .wordsOnly(),
                    of(42, "drop type mood cascade")
                            .locks(AE + "room")
                            .finds("data/dropped-column")
                            .wordsOnly(),
                    of(43, "vacuum full member")
                            .locks(AE + "member")
                            .does("rewrites public.member", "rebuilds public.member_pkey")
                            .finds("rewrite/table")
                            .wordsOnly(),
                    of(43, "cluster room using room_name")
                            .locks(AE + "room")
                            .does(roomAnew())
                            .finds("rewrite/table")
                            .wordsOnly(),
                    of(43, "alter table ticket set unlogged")
                            .locks(AE + "ticket")
                            .does("rewrites public.ticket", "rebuilds public.ticket_pkey")
                            .finds("rewrite/table")
                            .wordsOnly(),
                    of(43, "alter table ticket set logged")
                            .after("alter table ticket set unlogged")
                            .locks(AE + "ticket")
                            .does("rewrites public.ticket", "rebuilds public.ticket_pkey")
                            .finds("rewrite/table")
                            .wordsOnly(),
                    of(43, "alter table ticket set access method other")
                            .after(
                                    "create access method other type table handler heap_tableam_handler")
                            .since(15)
                            .locks(AE + "ticket")
                            .does("rewrites public.ticket", "rebuilds public.ticket_pkey")
                            .finds("rewrite/table")
                            .wordsOnly(),
                    of(44, "alter type mood add value 'wild'"),
                    of(45, "alter type mood rename value 'calm' to 'quiet'"),
                    of(46, "alter domain positive add check (value < 1000)")
                            .locks("ShareLock public.room")
                            .does("scans public.room")
                            .finds("scan/full-table")
                            .wordsOnly(),
                    of(47, "refresh materialized view names")
                            .locks(AE + "names")
                            .does("rewrites public.names", "rebuilds public.names_id")
                            .finds("rewrite/table"),
                    of(47, "refresh materialized view concurrently names")
                            .locks("ExclusiveLock public.names")
                            .does("scans public.names"),
                    of(48, "create or replace view loud as select id, name, seconds from room")
                            .locks(AE + "loud"),
                    of(49, "update room set code = 'd' where id < 11").locks(RE + "room"),
                    of(49, "delete from ticket where id > 490").locks(RE + "ticket"),
                    of(49, "insert into member select 1000, 1, 'new'").locks(RE + "member"),
                    of(49, "update room set code = 'd'").locks(RE + "room"),
                    of(52, "create index concurrently room_seconds on room (seconds)").failing(),
                    of(
                                    53,
                                    "alter table member add column a uuid default gen_random_uuid(),"
                                            + " add column b uuid default gen_random_uuid()")
                            .locks(AE + "member")
                            .does("rewrites public.member", "rebuilds public.member_pkey")
                            .finds("rewrite/table"),
                    of(54, "alter table room add column if not exists name text")
                            .locks(AE + "room"),
                    of(54, "alter table room drop column if exists never").locks(AE + "room"),
                    of(55, "create table fresh (id int primary key, at timestamp)"),
                    of(55, "comment on table room is 'where people meet'").locks(SUE + "room"),
                    of(55, "grant select on room to public").before(18),
                    of(55, "grant select on room to public")
                            .since(18)
                            .locks("AccessShareLock public.room"));
}
