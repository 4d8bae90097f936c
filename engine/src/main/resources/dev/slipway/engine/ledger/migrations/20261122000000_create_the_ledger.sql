-- One row a release: what it is to do, as it was planned, and how far it is.
create table slipway.release (
    id           bigint generated always as identity primary key,
    service      text        not null,
    environment  text        not null,
    from_version text        not null,
    to_version   text        not null,
    direction    text        not null check (direction in ('forward', 'back')),
    takes_back   bigint      references slipway.release,
    spec         text        not null,
    plan         text        not null,
    state        text        not null check (state in ('open', 'done', 'blocked', 'failed')),
    note         text        not null default '',
    entries      integer     not null default 0,
    head         text        not null default repeat('0', 64),
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    check ((direction = 'back') = (takes_back is not null))
);

create unique index one_open_release on slipway.release (service, environment)
    where state = 'open';

create table slipway.step (
    release        bigint      not null references slipway.release,
    ordinal        integer     not null,
    id             text        not null,
    kind           text        not null,
    schema_version integer     not null,
    data           text        not null,
    state          text        not null
        check (state in ('pending', 'running', 'done', 'blocked', 'failed')),
    worker         text        not null default '',
    token          bigint      not null default 0,
    started_at     timestamptz,
    changed_at     timestamptz not null,
    note           text        not null default '',
    primary key (release, id),
    unique (release, ordinal)
);

-- Who may act on an environment. The token only grows; the row is never deleted.
create table slipway.lease (
    service     text        not null,
    environment text        not null,
    holder      text        not null,
    token       bigint      not null,
    backend_pid integer     not null,
    since       timestamptz not null,
    until       timestamptz not null,
    primary key (service, environment)
);

create table slipway.evidence (
    release  bigint      not null references slipway.release,
    seq      integer     not null check (seq > 0),
    at       timestamptz not null,
    step     text        not null,
    kind     text        not null,
    payload  text        not null,
    previous text        not null,
    hash     text        not null,
    primary key (release, seq)
);

create function slipway.refuse_change() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    raise exception 'the record of a release is append-only: % is refused', lower(tg_op)
        using errcode = 'insufficient_privilege';
end
$$;

create trigger append_only
    before update or delete or truncate on slipway.evidence
    for each statement execute function slipway.refuse_change();

-- Also for sessions that replicate, which fire no ordinary triggers.
alter table slipway.evidence enable always trigger append_only;
