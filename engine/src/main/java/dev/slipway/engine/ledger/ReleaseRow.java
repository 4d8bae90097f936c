package dev.slipway.engine.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A release as the ledger holds it.
///
/// @param takesBack the release whose journey this one undoes, when it goes back
/// @param spec JSON text
/// @param plan JSON text
/// @param note why it stopped, when it is blocked or failed
public record ReleaseRow(
        long id,
        String service,
        String environment,
        String from,
        String to,
        Direction direction,
        OptionalLong takesBack,
        String spec,
        String plan,
        ReleaseState state,
        String note,
        OffsetDateTime createdAt,
        OffsetDateTime changedAt) {

    static ReleaseRow read(ResultSet row) throws SQLException {
        return new ReleaseRow(
                row.getLong("id"),
                row.getString("service"),
                row.getString("environment"),
                row.getString("from_version"),
                row.getString("to_version"),
                Direction.of(row.getString("direction")),
                optional(row.getObject("takes_back")),
                row.getString("spec"),
                row.getString("plan"),
                ReleaseState.of(row.getString("state")),
                row.getString("note"),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("changed_at", OffsetDateTime.class));
    }

    private static OptionalLong optional(@Nullable Object number) {
        return number instanceof Long value ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
