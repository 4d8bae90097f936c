package dev.slipway.migrate.bookkeeping;

import dev.slipway.migrate.sql.Write;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What Slipway remembers about one history: the schema `slipway` of the same database.
///
/// It adds what the tools do not keep: fingerprints of what ran, how long it took, who ran it from
/// where, the script that takes it back, and how far a script is that does not run in one
/// transaction. Libraries of several versions share it, so that its tables only ever grow.
///
/// Nothing here begins or ends a transaction but [#create].
public final class Book {

    /// The layout that [#create] makes.
    public static final int LAYOUT = 1;

    /// Libraries that make the schema at the same moment wait here for each other.
    private static final long LOCK_ID = 0x536c6970_626f6f6bL;

    private static final String CREATE =
            """
            select pg_catalog.pg_advisory_xact_lock(%d);
            create schema if not exists slipway;
            create table if not exists slipway.layout (
                version int primary key,
                since timestamptz not null default now()
            );
            create table if not exists slipway.migration (
                history text not null,
                version text not null,
                description text not null,
                file text not null,
                kind text not null,
                fingerprint text not null,
                normalised text not null,
                down text,
                took_ms double precision,
                applied_at timestamptz,
                applied_by text,
                application text,
                client text,
                primary key (history, version)
            );
            create table if not exists slipway.progress (
                history text not null,
                version text not null,
                direction text not null,
                fingerprint text not null,
                done int not null,
                alone boolean not null,
                indexes oid[],
                error text,
                at timestamptz not null default now(),
                primary key (history, version)
            );
            create table if not exists slipway.proof (
                history text not null,
                applied text not null,
                version text not null,
                schema_version text,
                rehearsed_at timestamptz not null,
                kept_at timestamptz not null default now(),
                kept_by text not null default session_user,
                primary key (history, applied, version)
            );
            grant usage on schema slipway to public;
            grant select on all tables in schema slipway to public;
            insert into slipway.layout (version) values (%d) on conflict do nothing
            """
                    .formatted(LOCK_ID, LAYOUT);

    private static final String READ =
            """
            select version, description, file, kind, fingerprint, nullif(normalised, fingerprint)
              from slipway.migration
             where history = ?
            """;

    private static final String READ_SIGNATURES =
            """
            select version, took_ms, applied_at, applied_by, application, client
              from slipway.migration
             where history = ? and applied_at is not null
            """;

    private static final String READ_PROGRESS =
            """
            select version, direction, fingerprint, done, alone, indexes, error
              from slipway.progress
             where history = ?
            """;

    private static final String READ_PROOFS =
            """
            select applied, version
              from slipway.proof
             where history = ?
             order by version
            """;

    private static final String IS_KEPT =
            """
            select exists (select from slipway.migration where history = ?)
            """;

    private static final String READ_DOWN =
            """
            select down
              from slipway.migration
             where history = ? and version = ?
            """;

    private static final String ADD =
            """
            insert into slipway.migration (history, version, description, file, kind, fingerprint,
                                           normalised, down, took_ms, applied_at, applied_by,
                                           application, client)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::double precision, now(), session_user,
                    current_setting('application_name'),
                    coalesce(host(inet_client_addr()), 'local'))
            """;

    private static final String OR_REPLACE =
            """
            on conflict (history, version) do update
               set description = excluded.description, file = excluded.file, kind = excluded.kind,
                   fingerprint = excluded.fingerprint, normalised = excluded.normalised,
                   down = excluded.down, took_ms = excluded.took_ms,
                   applied_at = excluded.applied_at, applied_by = excluded.applied_by,
                   application = excluded.application, client = excluded.client
            """;

    private static final String ADOPT =
            """
            insert into slipway.migration (history, version, description, file, kind, fingerprint,
                                           normalised, down)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (history, version) do nothing
            """;

    private static final String RESTAMP =
            """
            update slipway.migration
               set fingerprint = ?, normalised = ?
             where history = ? and version = ?
            """;

    private static final String REMOVE =
            """
            delete from slipway.migration
             where history = ? and version = ?
            """;

    private static final String PROGRESS =
            """
            insert into slipway.progress (history, version, direction, fingerprint, done, alone,
                                          indexes, error)
            values (?, ?, ?, ?, ?, ?, ?::oid[], ?)
            on conflict (history, version) do update
               set direction = excluded.direction, fingerprint = excluded.fingerprint,
                   done = excluded.done, alone = excluded.alone, indexes = excluded.indexes,
                   error = excluded.error, at = now()
            """;

    private static final String PROVE =
            """
            insert into slipway.proof (history, applied, version, schema_version, rehearsed_at)
            values (?, ?, ?, ?, ?::timestamptz)
            on conflict (history, applied, version) do update
               set schema_version = excluded.schema_version, rehearsed_at = excluded.rehearsed_at,
                   kept_at = excluded.kept_at, kept_by = excluded.kept_by
            """;

    private static final String FORGET =
            """
            delete from slipway.progress
             where history = ? and version = ?
            """;

    private final String history;

    /// @param history the quoted name of the history table that it accompanies
    public Book(String history) {
        this.history = history;
    }

    /// Makes the schema and its tables where they are not there, in a transaction of its own.
    public static void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("begin;\n" + CREATE + ";\ncommit");
        } catch (SQLException e) {
            try (var statement = connection.createStatement()) {
                statement.execute("rollback");
            }
            throw e;
        }
    }

    /// Whether anything is remembered of this history.
    public boolean isKept(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(IS_KEPT)) {
            query.setString(1, history);
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /// What the book holds of this history.
    ///
    /// @param booked what is remembered of each migration that was applied, by version
    /// @param progress how far each script is that was begun and not finished, by version
    /// @param proofs the versions of the service that work on what was applied, by its digest
    public record Contents(
            Map<String, Booked> booked,
            Map<String, Progress> progress,
            Map<String, List<String>> proofs) {

        public static final Contents NONE = new Contents(Map.of(), Map.of(), Map.of());

        public Contents {
            booked = Map.copyOf(booked);
            progress = Map.copyOf(progress);
            proofs = Map.copyOf(proofs);
        }

        /// Whether nothing of the history was ever begun.
        public boolean isEmpty() {
            return booked.isEmpty() && progress.isEmpty();
        }
    }

    /// Reads everything but the scripts and the signatures, in one round trip.
    public Contents read(Connection connection) throws SQLException {
        try (var query =
                connection.prepareStatement(READ + ";" + READ_PROGRESS + ";" + READ_PROOFS)) {
            query.setString(1, history);
            query.setString(2, history);
            query.setString(3, history);
            query.execute();
            var booked = new HashMap<String, Booked>();
            try (var rows = query.getResultSet()) {
                while (rows.next()) {
                    booked.put(rows.getString(1), booked(rows));
                }
            }
            query.getMoreResults();
            var progress = new HashMap<String, Progress>();
            try (var rows = query.getResultSet()) {
                while (rows.next()) {
                    progress.put(rows.getString(1), progress(rows));
                }
            }
            query.getMoreResults();
            var proofs = new HashMap<String, List<String>>();
            try (var rows = query.getResultSet()) {
                while (rows.next()) {
                    proofs.computeIfAbsent(rows.getString(1), digest -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
            return new Contents(booked, progress, proofs);
        }
    }

    private static Booked booked(ResultSet row) throws SQLException {
        var fingerprint = row.getString(5);
        return new Booked(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                fingerprint,
                Objects.requireNonNullElse(row.getString(6), fingerprint));
    }

    /// By version, of what was applied here and not by somebody else.
    public Map<String, Signature> signatures(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(READ_SIGNATURES)) {
            query.setString(1, history);
            var signatures = new HashMap<String, Signature>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    signatures.put(rows.getString(1), signature(rows));
                }
            }
            return signatures;
        }
    }

    private static Signature signature(ResultSet row) throws SQLException {
        return new Signature(
                Duration.ofNanos((long) (row.getDouble(2) * 1e6)),
                row.getObject(3, OffsetDateTime.class),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        return new Progress(
                row.getString(2).equals(Progress.Direction.DOWN.word())
                        ? Progress.Direction.DOWN
                        : Progress.Direction.UP,
                row.getString(3),
                row.getInt(4),
                row.getBoolean(5),
                oids(Optional.ofNullable(row.getArray(6))),
                Optional.ofNullable(row.getString(7)));
    }

    private static List<Long> oids(Optional<Array> array) throws SQLException {
        return array.isEmpty() ? List.of() : List.of((Long[]) array.get().getArray());
    }

    /// The script that takes a migration back, if it was kept.
    public Optional<String> down(Connection connection, String version) throws SQLException {
        try (var query = connection.prepareStatement(READ_DOWN)) {
            query.setString(1, history);
            query.setString(2, version);
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    /// Remembers a migration that is applied in the same transaction, and was not in the book.
    public Write applied(Page page, Duration took) {
        return added(ADD, page, took);
    }

    /// The same of one that may be in the book. It takes the server twice as long to prepare for.
    public Write appliedAgain(Page page, Duration took) {
        return added(ADD + OR_REPLACE, page, took);
    }

    private Write added(String sql, Page page, Duration took) {
        return Write.of(
                sql,
                history,
                page.version(),
                page.description(),
                page.file(),
                page.kind(),
                page.fingerprint(),
                page.normalised(),
                page.down().orElse(null),
                took.toNanos() / 1e6);
    }

    /// Remembers a migration that somebody else applied, as its file is now.
    public Write adopted(Page page) {
        return Write.of(
                ADOPT,
                history,
                page.version(),
                page.description(),
                page.file(),
                page.kind(),
                page.fingerprint(),
                page.normalised(),
                page.down().orElse(null));
    }

    /// Remembers the text of a file as it is now.
    public Write restamp(Page page) {
        return Write.of(RESTAMP, page.fingerprint(), page.normalised(), history, page.version());
    }

    /// Remembers that a version of the service works on what is applied.
    ///
    /// @param applied the digest of that
    /// @param schemaVersion the newest of it, for people
    public Write proven(
            String applied,
            String version,
            Optional<String> schemaVersion,
            OffsetDateTime rehearsed) {
        return Write.of(
                PROVE, history, applied, version, schemaVersion.orElse(null), rehearsed.toString());
    }

    public Write reverted(String version) {
        return Write.of(REMOVE, history, version);
    }

    public Write progress(String version, Progress progress) {
        return Write.of(
                PROGRESS,
                history,
                version,
                progress.direction().word(),
                progress.fingerprint(),
                progress.done(),
                progress.alone(),
                progress.indexes().isEmpty()
                        ? null
                        : "{"
                                + String.join(
                                        ",",
                                        progress.indexes().stream().map(String::valueOf).toList())
                                + "}",
                progress.error().orElse(null));
    }

    /// Forgets how far a script was: it is finished.
    public Write finished(String version) {
        return Write.of(FORGET, history, version);
    }
}
