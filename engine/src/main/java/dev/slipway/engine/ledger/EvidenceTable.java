package dev.slipway.engine.ledger;

import dev.slipway.engine.evidence.Evidence;
import dev.slipway.engine.evidence.EvidenceChain;
import dev.slipway.report.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// Reads the `evidence` table, and appends to it; nothing else is possible.
record EvidenceTable(Connection connection) {

    private static final String HEAD =
            """
            select entries, head
              from slipway.release
             where id = ?
               for update
            """;

    private static final String INSERT =
            """
            insert into slipway.evidence
                   (release, seq, at, step, kind, payload, previous, hash)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String MOVE_HEAD =
            """
            update slipway.release
               set entries = ?, head = ?
             where id = ? and head = ?
            """;

    /// In one statement, so that the entries and the head are of the same moment.
    private static final String READ =
            """
            select r.entries, r.head, e.*
              from slipway.release r
              left join slipway.evidence e on e.release = r.id
             where r.id = ?
             order by e.seq
            """;

    /// Appends in the caller's transaction, which keeps the release's row until it ends.
    void append(long release, OffsetDateTime at, String step, String kind, Json.Obj payload)
            throws SQLException {
        try (var head = connection.prepareStatement(HEAD)) {
            head.setLong(1, release);
            try (var row = head.executeQuery()) {
                row.next();
                insert(
                        EvidenceChain.next(
                                release, row.getInt(1), row.getString(2), at, step, kind, payload));
            }
        }
    }

    private void insert(Evidence entry) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT);
                var move = connection.prepareStatement(MOVE_HEAD)) {
            insert.setLong(1, entry.release());
            insert.setInt(2, entry.seq());
            insert.setObject(3, entry.at());
            insert.setString(4, entry.step());
            insert.setString(5, entry.kind());
            insert.setString(6, entry.payload());
            insert.setString(7, entry.previous());
            insert.setString(8, entry.hash());
            insert.executeUpdate();
            move.setInt(1, entry.seq());
            move.setString(2, entry.hash());
            move.setLong(3, entry.release());
            move.setString(4, entry.previous());
            move.executeUpdate();
        }
    }

    EvidenceChain read(long release) throws SQLException {
        try (var query = connection.prepareStatement(READ)) {
            query.setLong(1, release);
            try (var row = query.executeQuery()) {
                var chain = EvidenceChain.empty(release);
                List<Evidence> entries = new ArrayList<>();
                while (row.next()) {
                    if (row.getInt("seq") > 0) {
                        entries.add(entry(row));
                    }
                    chain = new EvidenceChain(release, entries, row.getInt(1), row.getString(2));
                }
                return chain;
            }
        }
    }

    private static Evidence entry(java.sql.ResultSet row) throws SQLException {
        return new Evidence(
                row.getLong("release"),
                row.getInt("seq"),
                row.getObject("at", OffsetDateTime.class),
                row.getString("step"),
                row.getString("kind"),
                row.getString("payload"),
                row.getString("previous"),
                row.getString("hash"));
    }
}
