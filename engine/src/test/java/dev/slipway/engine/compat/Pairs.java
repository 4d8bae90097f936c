package dev.slipway.engine.compat;

import static dev.slipway.engine.compat.Pair.breaks;
import static dev.slipway.engine.compat.Pair.risks;
import static dev.slipway.engine.compat.Pair.works;

import java.util.List;

/// Old statements and migrations in the shape of those of a service for watching together and of a
/// forge, each with the right answer.
final class Pairs {

    static final String BASE =
            """
            create domain handle as text not null check (length(value) > 1);
            create type visibility as enum ('public', 'private', 'hidden');
            create table account (
                id bigserial primary key,
                email text not null,
                name varchar(64) not null,
                status text not null default 'active' check (status in ('active', 'banned')),
                settings jsonb not null default '{}',
                created_at timestamptz not null default now()
            );
            create unique index account_email on account (lower(email));
            create table room (
                id bigserial primary key,
                owner_id bigint not null references account (id),
                name text not null,
                slug text,
                dropped int,
                visibility visibility not null default 'public',
                seats int not null default 10,
                price numeric(10,2),
                topic text,
                updated_at timestamptz
            );
            alter table room drop dropped;
            create table member (
                room_id bigint not null references room (id) on delete cascade,
                account_id bigint not null references account (id),
                nick handle,
                role text not null default 'guest',
                seen_at timestamptz,
                constraint member_key unique (room_id, account_id)
            );
            create table media (
                id uuid primary key default gen_random_uuid(),
                room_id bigint references room (id),
                url text not null,
                position int not null,
                kind smallint not null default 1
            );
            create table job (
                id bigserial primary key,
                queue text not null,
                payload jsonb not null,
                state text,
                attempts int not null default 0,
                run_at timestamptz not null default now(),
                locked_by text
            );
            create view open_room as select id, name, seats from room where visibility = 'public';
            create function room_size(bigint) returns bigint language sql stable
                as 'select count(*) from member where room_id = $1';
            insert into account (email, name) values ('ana@example.org', 'Ana');
            insert into room (owner_id, name, slug) values (1, 'One', 'one');
            """;

    static final List<Pair> BREAKING =
            List.of(
                    breaks(
                            "a dropped column is selected",
                            "alter table room drop column topic",
                            "select id, topic from room where id = $1",
                            "column \"topic\" does not exist [42703]"),
                    breaks(
                            "a dropped column vanishes from a star",
                            "alter table room drop column topic",
                            "select * from room where id = $1",
                            "result column \"topic\" is gone"),
                    breaks(
                            "a dropped column is only in the condition",
                            "alter table job drop column locked_by",
                            "update job set state = 'done' where locked_by = $1",
                            "column \"locked_by\" does not exist"),
                    breaks(
                            "a dropped column is returned",
                            "alter table media drop column kind",
                            "insert into media (url, position) values ($1, $2) returning id, kind",
                            "column \"kind\" does not exist"),
                    breaks(
                            "a renamed column is written",
                            "alter table room rename name to title",
                            "insert into room (owner_id, name) values ($1, $2)",
                            "column \"name\" of relation \"room\" does not exist"),
                    breaks(
                            "a renamed table is read",
                            "alter table media rename to item",
                            "select url from media where room_id = $1 order by position",
                            "relation \"media\" does not exist"),
                    breaks(
                            "a table moved to another schema",
                            "create schema jobs; alter table job set schema jobs",
                            "delete from job where id = $1",
                            "relation \"job\" does not exist"),
                    breaks(
                            "a dropped table is in a subquery",
                            "drop table member cascade",
                            "select name from room where id in (select room_id from member)",
                            "relation \"member\" does not exist"),
                    breaks(
                            "a dropped view",
                            "drop view open_room",
                            "select id, name from open_room",
                            "relation \"open_room\" does not exist"),
                    breaks(
                            "a view that lost a column",
                            "drop view open_room; create view open_room as select id, name from room",
                            "select seats from open_room",
                            "column \"seats\" does not exist"),
                    breaks(
                            "a dropped function",
                            "drop function room_size(bigint)",
                            "select room_size(id) from room",
                            "function room_size(bigint) does not exist"),
                    breaks(
                            "a function that takes another type",
                            """
                            drop function room_size(bigint);
                            create function room_size(uuid) returns bigint language sql as 'select 1::bigint'
                            """,
                            "select room_size(id) from room where owner_id = $1",
                            "function room_size(bigint) does not exist"),
                    breaks(
                            "a new column that every insert must name",
                            "alter table media add mime text; update media set mime = ''; alter table media alter mime set not null",
                            "insert into media (url, position) values ($1, $2)",
                            "null value in column \"mime\" of relation \"media\" violates not-null"),
                    breaks(
                            "a new column that a copying insert must name",
                            "alter table job add tenant bigint; update job set tenant = 1; alter table job alter tenant set not null",
                            "insert into job (queue, payload) select queue, payload from job where id = $1",
                            "null value in column \"tenant\" of relation \"job\""),
                    breaks(
                            "a default that was taken away",
                            "alter table room alter seats drop default",
                            "insert into room (owner_id, name) values ($1, $2) returning id",
                            "null value in column \"seats\" of relation \"room\""),
                    breaks(
                            "a null that is written out",
                            "update job set state = 'new'; alter table job alter state set not null",
                            "update job set state = null where id = $1",
                            "null value in column \"state\" of relation \"job\""),
                    breaks(
                            "an optional column that became required",
                            "update room set slug = id; alter table room alter slug set not null",
                            "insert into room (owner_id, name) values ($1, $2)",
                            "null value in column \"slug\" of relation \"room\""),
                    breaks(
                            "a column that became generated",
                            "alter table room drop slug; alter table room add slug text generated always as (lower(name)) stored",
                            "insert into room (owner_id, name, slug) values ($1, $2, $3)",
                            "cannot insert a non-DEFAULT value into column \"slug\""),
                    breaks(
                            "a key that the server alone counts",
                            "alter table job alter id drop default; alter table job alter id add generated always as identity",
                            "insert into job (id, queue, payload) values ($1, $2, $3)",
                            "cannot insert a non-DEFAULT value into column \"id\""),
                    breaks(
                            "an upsert whose constraint is gone",
                            "alter table member drop constraint member_key",
                            "insert into member (room_id, account_id, nick) values ($1, $2, $3) on conflict (room_id, account_id) do update set nick = excluded.nick",
                            "there is no unique or exclusion constraint matching"),
                    breaks(
                            "an upsert whose unique index became partial",
                            """
                            create unique index member_live on member (room_id, account_id) where seen_at is null;
                            alter table member drop constraint member_key
                            """,
                            "insert into member (room_id, account_id, nick) values ($1, $2, $3) on conflict (room_id, account_id) do nothing",
                            "there is no unique or exclusion constraint matching"),
                    breaks(
                            "an upsert that names a renamed constraint",
                            "alter table member rename constraint member_key to member_pkey",
                            "insert into member (room_id, account_id, nick) values ($1, $2, $3) on conflict on constraint member_key do nothing",
                            "constraint \"member_key\" for table \"member\" does not exist"),
                    breaks(
                            "a key that became longer",
                            "alter table media alter position type bigint",
                            "select position from media where id = $1",
                            "result column \"position\" was integer and is now bigint"),
                    breaks(
                            "a column that became an enum",
                            "create type job_state as enum ('new', 'done'); alter table job alter state type job_state using state::job_state",
                            "update job set state = $1 where id = $2",
                            "parameter $1 was text and is now job_state"),
                    breaks(
                            "a text that became json",
                            "alter table room alter topic type jsonb using to_jsonb(topic)",
                            "select lower(topic) from room",
                            "function lower(jsonb) does not exist"),
                    breaks(
                            "a label of an enum that is compared is gone",
                            "alter type visibility rename value 'hidden' to 'unlisted'",
                            "select id from room where visibility = 'hidden'",
                            "invalid input value for enum visibility: \"hidden\""),
                    breaks(
                            "a constant that a new check refuses",
                            "alter table account drop constraint account_status_check; alter table account add check (status in ('active', 'suspended'))",
                            "update account set status = 'banned' where id = $1",
                            "new row for relation \"account\" violates check constraint \"account_status_check\""),
                    breaks(
                            "a default that a new check refuses",
                            "alter table room add constraint room_paid check (price > 0 and price is not null) not valid",
                            "insert into room (owner_id, name) values ($1, $2)",
                            "new row for relation \"room\" violates check constraint \"room_paid\""),
                    breaks(
                            "a constant key that leads nowhere",
                            """
                            create table kind (id smallint primary key);
                            alter table media add constraint media_kind foreign key (kind) references kind (id) not valid
                            """,
                            "insert into media (url, position) values ($1, $2)",
                            "insert or update on table \"media\" violates foreign key constraint \"media_kind\""),
                    breaks(
                            "a right that was revoked",
                            "revoke update on room from app",
                            "update room set name = $1 where id = $2",
                            "permission denied for table room"),
                    breaks(
                            "a column that only some may read",
                            "revoke select on account from app; grant select (id, name) on account to app",
                            "select email from account where id = $1",
                            "permission denied for table account"),
                    breaks(
                            "row security without a policy, for a reader",
                            "alter table room enable row level security",
                            "select name from room where id = $1",
                            "row security of public.room hides every row from app"),
                    breaks(
                            "row security without a policy, for a writer",
                            "alter table job enable row level security; create policy own on job for select using (true)",
                            "insert into job (queue, payload) values ($1, $2)",
                            "new row violates row-level security policy for table \"job\""));

    static final List<Pair> HARMLESS =
            List.of(
                    works(
                            "a new optional column",
                            "alter table room add poster text",
                            "insert into room (owner_id, name) values ($1, $2) returning id"),
                    works(
                            "a new column with a default",
                            "alter table room add pinned boolean not null default false",
                            "insert into room (owner_id, name) values ($1, $2)"),
                    works(
                            "a new column in a star",
                            "alter table room add poster text",
                            "select * from room where id = $1"),
                    works(
                            "an insert without column names and one column more",
                            "alter table job add note text",
                            "insert into job values (default, $1, $2, $3, default, default, $4)"),
                    works(
                            "another table's dropped column",
                            "alter table room drop topic",
                            "select id, email from account where lower(email) = lower($1)"),
                    works(
                            "a dropped column that nobody names",
                            "alter table room drop topic",
                            "update room set name = $1, updated_at = now() where id = $2"),
                    works(
                            "a renamed table behind a view",
                            "alter table media rename to item; create view media as select * from item; grant select on media to app",
                            "select id, url from media where room_id = $1"),
                    works(
                            "a new table that refers to nothing",
                            "create table tag (id bigserial primary key, name text not null)",
                            "delete from room where id = $1"),
                    works(
                            "a new table whose rows go with the room",
                            "create table tag (room_id bigint references room (id) on delete cascade)",
                            "delete from room where id = $1"),
                    works(
                            "a new index",
                            "create index room_owner on room (owner_id)",
                            "select id from room where owner_id = $1 order by id limit $2"),
                    works(
                            "a unique index on columns that were unique",
                            "create unique index member_key_2 on member (room_id, account_id, role)",
                            "insert into member (room_id, account_id, nick) values ($1, $2, $3)"),
                    works(
                            "an upsert whose constraint became an index",
                            """
                            create unique index member_key_2 on member (room_id, account_id);
                            alter table member drop constraint member_key
                            """,
                            "insert into member (room_id, account_id, nick) values ($1, $2, $3) on conflict (room_id, account_id) do update set seen_at = now()"),
                    works(
                            "an index that was not needed",
                            "drop index account_email",
                            "insert into account (email, name) values ($1, $2)"),
                    works(
                            "a longer varchar",
                            "alter table account alter name type varchar(200)",
                            "update account set name = $1 where id = $2"),
                    works(
                            "a varchar that became text",
                            "alter table account alter name type text",
                            "select name from account where id = $1"),
                    works(
                            "more digits",
                            "alter table room alter price type numeric(14,2)",
                            "update room set price = $1 where id = $2"),
                    works(
                            "one label more",
                            "alter type visibility add value 'friends'",
                            "insert into room (owner_id, name, visibility) values ($1, $2, $3)"),
                    works(
                            "a check that allows more than before",
                            "alter table account drop constraint account_status_check; alter table account add check (status in ('active', 'banned', 'invited'))",
                            "update account set status = $1 where id = $2"),
                    works(
                            "a check under another name",
                            "alter table account rename constraint account_status_check to account_status",
                            "insert into account (email, name, status) values ($1, $2, $3)"),
                    works(
                            "a new check on a column that is not set",
                            "alter table room add check (seats > 0)",
                            "update room set name = $1 where id = $2"),
                    works(
                            "a new check that the default passes",
                            "alter table room add check (seats between 1 and 500)",
                            "insert into room (owner_id, name) values ($1, $2)"),
                    works(
                            "a new check that the constant passes",
                            "alter table job add check (state in ('new', 'done'))",
                            "update job set state = 'done' where id = $1"),
                    works(
                            "a new check that null passes",
                            "alter table room add check (price >= 0)",
                            "insert into room (owner_id, name) values ($1, $2)"),
                    works(
                            "not null on a column that is set to the time",
                            "update room set updated_at = now(); alter table room alter updated_at set not null",
                            "update room set name = $1, updated_at = now() where id = $2"),
                    works(
                            "not null on a column that is never null",
                            "update job set state = 'new'; alter table job alter state set not null",
                            "insert into job (queue, payload, state) values ($1, $2, coalesce($3, 'new'))"),
                    works(
                            "not null with a default for who omits it",
                            "update room set topic = ''; alter table room alter topic set default ''; alter table room alter topic set not null",
                            "insert into room (owner_id, name) values ($1, $2)"),
                    works(
                            "not null was taken away",
                            "alter table media alter url drop not null",
                            "insert into media (url, position) values ($1, $2)"),
                    works(
                            "a tenant that everything old belongs to",
                            """
                            create table tenant (id bigint primary key);
                            insert into tenant values (1);
                            alter table job add tenant_id bigint not null default 1 references tenant (id)
                            """,
                            "insert into job (queue, payload) values ($1, $2)"),
                    works(
                            "a reference that stays empty",
                            "alter table job add room_id bigint references room (id)",
                            "insert into job (queue, payload) values ($1, $2)"),
                    works(
                            "a trigger that keeps the time",
                            """
                            create function touch() returns trigger language plpgsql as
                                $$ begin new.updated_at := now(); return new; end $$;
                            create trigger touch before update on room for each row execute function touch()
                            """,
                            "update room set name = $1 where id = $2"),
                    works(
                            "a required column that a trigger fills in, for an update",
                            """
                            create function slugify() returns trigger language plpgsql as
                                $$ begin new.slug := coalesce(new.slug, lower(new.name)); return new; end $$;
                            create trigger slugify before insert or update on room for each row execute function slugify();
                            update room set slug = id;
                            alter table room alter slug set not null
                            """,
                            "update room set name = $1 where id = $2"),
                    works(
                            "a new unique column that the server draws",
                            "alter table job add public_id uuid not null default gen_random_uuid() unique",
                            "insert into job (queue, payload) values ($1, $2)"),
                    works(
                            "an insert that passes over what is there",
                            "create unique index room_slug on room (slug)",
                            "insert into room (owner_id, name, slug) values ($1, $2, $3) on conflict do nothing"),
                    works(
                            "a claim of a job",
                            "alter table job add priority int not null default 0",
                            "update job set locked_by = $1, attempts = attempts + 1 where id = (select id from job where locked_by is null order by run_at for update skip locked limit 1) returning id, payload"),
                    works(
                            "rights that others lost",
                            "create role auditor nologin; grant select on room to auditor; revoke select on room from auditor",
                            "select name from room where id = $1"),
                    works(
                            "row security for a table that is not used",
                            "alter table media enable row level security",
                            "select name from room where id = $1"));

    static final List<Pair> BY_VALUE =
            List.of(
                    risks(
                            "a new check and a parameter",
                            "alter table room add constraint room_seats check (seats between 1 and 500)",
                            "update room set seats = $1 where id = $2",
                            "room_seats on public.room: CHECK"),
                    risks(
                            "a check that allows less than before",
                            "alter table account drop constraint account_status_check; alter table account add constraint account_status check (status = 'active')",
                            "update account set status = $1 where id = $2",
                            "account_status on public.account: CHECK"),
                    risks(
                            "a new check and a sum",
                            "alter table job add constraint job_attempts check (attempts < 25)",
                            "update job set attempts = attempts + 1 where id = $1",
                            "job_attempts on public.job"),
                    risks(
                            "a new unique index",
                            "create unique index room_slug on room (slug)",
                            "insert into room (owner_id, name, slug) values ($1, $2, $3)",
                            "room_slug on public.room: unique using btree (slug)"),
                    risks(
                            "a new partial unique index",
                            "create unique index job_one on job (queue) where locked_by is null",
                            "insert into job (queue, payload) values ($1, $2)",
                            "job_one on public.job"),
                    risks(
                            "a new unique index and an update",
                            "create unique index media_place on media (room_id, position)",
                            "update media set position = $1 where id = $2",
                            "media_place on public.media"),
                    risks(
                            "a new exclusion constraint",
                            "alter table room add constraint room_alone exclude (topic with =)",
                            "update room set topic = $1 where id = $2",
                            "room_alone on public.room"),
                    risks(
                            "a new foreign key",
                            """
                            create table queue (name text primary key);
                            alter table job add constraint job_queue foreign key (queue) references queue (name)
                            """,
                            "insert into job (queue, payload) values ($1, $2)",
                            "job_queue on public.job: FOREIGN KEY"),
                    risks(
                            "a new table that holds on to the room",
                            "create table tag (room_id bigint constraint tag_room references room (id))",
                            "delete from room where id = $1",
                            "tag_room on public.room"),
                    risks(
                            "a shorter text",
                            "alter table room alter topic type varchar(40)",
                            "update room set topic = $1 where id = $2",
                            "topic of public.room is character varying(40)"),
                    risks(
                            "fewer digits",
                            "alter table room alter price type numeric(6,2)",
                            "insert into room (owner_id, name, price) values ($1, $2, $3)",
                            "price of public.room is numeric(6,2)"),
                    risks(
                            "not null and a parameter",
                            "update room set slug = id; alter table room alter slug set not null",
                            "insert into room (owner_id, name, slug) values ($1, $2, $3)",
                            "slug of public.room is not null"),
                    risks(
                            "not null and a parameter of an update",
                            "update room set topic = ''; alter table room alter topic set not null",
                            "update room set name = $1, topic = lower($2) where id = $3",
                            "topic of public.room is not null"),
                    risks(
                            "not null and what another table holds",
                            "update job set state = 'new'; alter table job alter state set not null",
                            "insert into job (queue, payload, state) select 'mail', '{}', topic from room",
                            "state of public.job is not null"),
                    risks(
                            "a parameter of an upsert",
                            "update member set seen_at = now(); alter table member add constraint member_role check (role in ('guest', 'owner'))",
                            "insert into member (room_id, account_id, nick) values ($1, $2, $3) on conflict (room_id, account_id) do update set role = $4",
                            "member_role on public.member"),
                    risks(
                            "a label less and a parameter",
                            """
                            alter type visibility rename to visibility_old;
                            create type visibility as enum ('public', 'private');
                            drop view open_room;
                            alter table room alter visibility drop default;
                            alter table room alter visibility type visibility using visibility::text::visibility;
                            alter table room alter visibility set default 'public'
                            """,
                            "select id from room where visibility = $1",
                            "enum public.visibility: public, private"),
                    risks(
                            "a domain that asks for more",
                            "alter domain handle add constraint handle_short check (length(value) < 40)",
                            "insert into member (room_id, account_id, nick) values ($1, $2, $3)",
                            "handle_short on public.member"),
                    risks(
                            "a trigger that refuses",
                            """
                            create function guard() returns trigger language plpgsql as
                                $$ begin if new.seats > 100 then raise exception 'too many'; end if; return new; end $$;
                            create trigger guard before update of seats on room for each row execute function guard()
                            """,
                            "update room set seats = $1 where id = $2",
                            "trigger guard on public.room"),
                    risks(
                            "a required column that a trigger may fill in",
                            """
                            create function slugify() returns trigger language plpgsql as
                                $$ begin new.slug := coalesce(new.slug, lower(new.name)); return new; end $$;
                            create trigger slugify before insert on room for each row execute function slugify();
                            update room set slug = id;
                            alter table room alter slug set not null
                            """,
                            "insert into room (owner_id, name) values ($1, $2)",
                            "slug of public.room is not null"),
                    risks(
                            "a default that left null behind",
                            "alter table media alter room_id set default 1; alter table account alter settings drop not null; alter table account alter settings drop default",
                            "insert into account (email, name) values ($1, $2)",
                            "settings of public.account has no default"),
                    risks(
                            "row security with a policy",
                            "alter table room enable row level security; create policy own on room using (owner_id = current_setting('app.account', true)::bigint)",
                            "select name from room where id = $1",
                            "row security of public.room"));

    private Pairs() {}
}
