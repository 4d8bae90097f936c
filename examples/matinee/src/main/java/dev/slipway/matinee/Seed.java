package dev.slipway.matinee;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Fills an empty database of 1.0.0 with rooms that look used: few are busy, most are quiet.
record Seed(int rooms, int members, int events) {

    /// Held to the end of the transaction, so that two that seed at once do it once.
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('matinee seed'))";

    private static final String ANY_ROOM = "select exists (select from room)";

    private static final String MEMBERS =
            """
            insert into member (handle, display_name, joined_at)
            select 'member_' || n, 'Member ' || n, now() - n * interval '7 minutes'
              from generate_series(1, ?) n
            on conflict (handle) do nothing
            """;

    private static final String ROOMS =
            """
            insert into room (name, owner_id, created_at)
            select (array['Film night', 'Sunday matinee', 'Silent classics', 'Short & sweet', 'Late show'])[n % 5 + 1]
                       || ' No. ' || n,
                   (select id from member where handle = 'member_' || (n % ? + 1)),
                   now() - n * interval '31 minutes'
              from generate_series(1, ?) n
            """;

    private static final String PLAYLISTS =
            """
            insert into playlist_item (room_id, position, title, duration_ms)
            select room.id, n, 'Reel ' || n || ' of ' || room.name, 300000 + (room.id * 7919 + n * 104729) % 7000000
              from room
             cross join generate_series(1, 3) n
            """;

    /// The square of a fraction between 0 and 1 falls on the first rooms most often.
    private static final String EVENTS =
            """
            insert into room_event (room_id, seq, kind, position_ms, member_id, created_at)
            select place.id,
                   row_number() over (partition by place.id order by n),
                   (array['play', 'pause', 'seek'])[n % 3 + 1]::event_kind,
                   (n * 104729) % 7200000,
                   (select min(id) from member) + n % ?,
                   now() - (? - n) * interval '11 seconds'
              from generate_series(1::bigint, ?) n
              join (select id, row_number() over (order by id) - 1 as place from room) place
                on place.place = floor(? * power((n * 7919 % 10007) / 10007.0, 2))
            """;

    private static final String COUNTS =
            """
            update room
               set last_seq = newest.seq
              from (select room_id, max(seq) as seq from room_event group by room_id) newest
             where newest.room_id = room.id
            """;

    private static final String ANALYZE = "analyze member, room, room_event, playlist_item";

    Seed {
        if (rooms < 1 || members < 1 || events < 0) {
            throw new IllegalArgumentException("Seed at least one room and one member.");
        }
    }

    /// Whether there was anything to do.
    boolean fill(DatabaseUrl database) throws SQLException {
        try (var connection = database.connect("matinee seed")) {
            connection.setAutoCommit(false);
            execute(connection, LOCK);
            var empty = isEmpty(connection);
            if (empty) {
                update(connection, MEMBERS, members);
                update(connection, ROOMS, members, rooms);
                update(connection, PLAYLISTS);
                update(connection, EVENTS, members, events, (long) events, rooms);
                update(connection, COUNTS);
                execute(connection, ANALYZE);
            }
            connection.commit();
            return empty;
        }
    }

    private static boolean isEmpty(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(ANY_ROOM)) {
            return result.next() && !result.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void update(Connection connection, String sql, Number... values)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            var given = List.of(values);
            for (int i = 0; i < given.size(); i++) {
                statement.setObject(i + 1, given.get(i));
            }
            statement.executeUpdate();
        }
    }
}
