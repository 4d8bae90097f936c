package dev.slipway.engine.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// Reads and writes the `step` table.
record Steps(Connection connection) {

    private static final String INSERT =
            """
            insert into slipway.step
                   (release, ordinal, id, kind, schema_version, data, state, changed_at)
            values (?, ?, ?, ?, ?, ?, 'pending', ?)
            """;

    private static final String LIST =
            """
            select *
              from slipway.step
             where release = ?
             order by ordinal
            """;

    /// Moves a step only from the state the caller last saw, and only under a newer lease than the
    /// one that moved it last: two workers cannot both begin it, and neither can one worker twice.
    private static final String BEGIN =
            """
            update slipway.step
               set state = 'running', worker = ?, token = ?, changed_at = ?,
                   started_at = coalesce(started_at, ?), note = ''
             where release = ? and id = ? and state = ? and token < ?
            """;

    /// Only the lease that began a step ends it.
    private static final String END =
            """
            update slipway.step
               set state = ?, note = ?, changed_at = ?
             where release = ? and id = ? and state = 'running' and token = ?
            """;

    void insert(long release, int ordinal, NewRelease.NewStep step, OffsetDateTime now)
            throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, release);
            insert.setInt(2, ordinal);
            insert.setString(3, step.id());
            insert.setString(4, step.kind());
            insert.setInt(5, step.schemaVersion());
            insert.setString(6, step.data().compact());
            insert.setObject(7, now);
            insert.executeUpdate();
        }
    }

    List<StepRow> list(long release) throws SQLException {
        try (var query = connection.prepareStatement(LIST)) {
            query.setLong(1, release);
            try (var row = query.executeQuery()) {
                var all = new ArrayList<StepRow>();
                while (row.next()) {
                    all.add(StepRow.read(row));
                }
                return all;
            }
        }
    }

    boolean begin(StepRow seen, String worker, long token, OffsetDateTime now) throws SQLException {
        try (var begin = connection.prepareStatement(BEGIN)) {
            begin.setString(1, worker);
            begin.setLong(2, token);
            begin.setObject(3, now);
            begin.setObject(4, now);
            begin.setLong(5, seen.release());
            begin.setString(6, seen.id());
            begin.setString(7, seen.state().word());
            begin.setLong(8, token);
            return begin.executeUpdate() == 1;
        }
    }

    boolean end(
            long release, String id, StepState state, String note, long token, OffsetDateTime now)
            throws SQLException {
        try (var end = connection.prepareStatement(END)) {
            end.setString(1, state.word());
            end.setString(2, note);
            end.setObject(3, now);
            end.setLong(4, release);
            end.setString(5, id);
            end.setLong(6, token);
            return end.executeUpdate() == 1;
        }
    }
}
