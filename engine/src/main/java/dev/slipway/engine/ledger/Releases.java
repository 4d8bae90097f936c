package dev.slipway.engine.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads and writes the `release` table.
record Releases(Connection connection) {

    /// Inserts nothing when another release of the same environment is open.
    private static final String INSERT =
            """
            insert into slipway.release
                   (service, environment, from_version, to_version, direction, takes_back,
                    spec, plan, state, created_at, changed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)
                on conflict (service, environment) where state = 'open' do nothing
            returning id
            """;

    private static final String FIND =
            """
            select *
              from slipway.release
             where id = ?
            """;

    private static final String LIST =
            """
            select *
              from slipway.release
             order by id desc
            """;

    private static final String LATEST =
            """
            select *
              from slipway.release
             where service = ? and environment = ?
             order by id desc
             limit 1
            """;

    private static final String MOVE =
            """
            update slipway.release
               set state = ?, note = ?, changed_at = ?
             where id = ? and state = ?
            """;

    OptionalLong insert(NewRelease release, OffsetDateTime now) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, release.service());
            insert.setString(2, release.environment());
            insert.setString(3, release.from());
            insert.setString(4, release.to());
            insert.setString(5, release.direction().word());
            insert.setObject(
                    6,
                    release.takesBack().isPresent() ? release.takesBack().getAsLong() : null,
                    Types.BIGINT);
            insert.setString(7, release.spec().compact());
            insert.setString(8, release.plan().compact());
            insert.setObject(9, now);
            insert.setObject(10, now);
            try (var row = insert.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    Optional<ReleaseRow> find(long id) throws SQLException {
        try (var query = connection.prepareStatement(FIND)) {
            query.setLong(1, id);
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.of(ReleaseRow.read(row)) : Optional.empty();
            }
        }
    }

    /// The newest release of a service in an environment.
    Optional<ReleaseRow> latest(String service, String environment) throws SQLException {
        try (var query = connection.prepareStatement(LATEST)) {
            query.setString(1, service);
            query.setString(2, environment);
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.of(ReleaseRow.read(row)) : Optional.empty();
            }
        }
    }

    List<ReleaseRow> list() throws SQLException {
        try (var query = connection.prepareStatement(LIST);
                var row = query.executeQuery()) {
            var all = new ArrayList<ReleaseRow>();
            while (row.next()) {
                all.add(ReleaseRow.read(row));
            }
            return all;
        }
    }

    /// Moves a release only from the state the caller last saw.
    boolean move(long id, ReleaseState seen, ReleaseState next, String note, OffsetDateTime now)
            throws SQLException {
        try (var move = connection.prepareStatement(MOVE)) {
            move.setString(1, next.word());
            move.setString(2, note);
            move.setObject(3, now);
            move.setLong(4, id);
            move.setString(5, seen.word());
            return move.executeUpdate() == 1;
        }
    }
}
