package dev.slipway.engine.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/// A step as the ledger holds it.
///
/// @param data JSON text in the form that `kind` has in `schemaVersion`
/// @param worker who moved it last
/// @param token of the lease under which it was moved last; 0 before that
/// @param note what was seen, or why it stopped
public record StepRow(
        long release,
        int ordinal,
        String id,
        String kind,
        int schemaVersion,
        String data,
        StepState state,
        String worker,
        long token,
        Optional<OffsetDateTime> startedAt,
        OffsetDateTime changedAt,
        String note) {

    static StepRow read(ResultSet row) throws SQLException {
        return new StepRow(
                row.getLong("release"),
                row.getInt("ordinal"),
                row.getString("id"),
                row.getString("kind"),
                row.getInt("schema_version"),
                row.getString("data"),
                StepState.of(row.getString("state")),
                row.getString("worker"),
                row.getLong("token"),
                Optional.ofNullable(row.getObject("started_at", OffsetDateTime.class)),
                row.getObject("changed_at", OffsetDateTime.class),
                row.getString("note"));
    }

    /// From its first beginning to its last move, when it is no longer running.
    public Optional<Duration> took() {
        return state == StepState.PENDING || state == StepState.RUNNING
                ? Optional.empty()
                : startedAt.map(start -> Duration.between(start, changedAt));
    }
}
