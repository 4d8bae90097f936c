package dev.slipway.bench;

import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What is sent to a database that is ready, with few migrations and with many.
final class Messages implements Work {

    private static final int[] COUNTS = {10, 1000};
    private static final int ROUND_TRIPS = 3;
    private static final String SLIPWAY = "Slipway library";
    private static final String FLYWAY = "Flyway library";

    private static final String CALLS =
            """
            select coalesce(sum(calls), 0)
              from pg_stat_statements
             where query not like '%pg_stat_statements%'
            """;

    private final BenchServer server;
    private final Path folder;
    private final List<Applied> open = new ArrayList<>();

    Messages(BenchServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "sent when there is nothing to do";
    }

    @Override
    public List<Contest> contests() throws Exception {
        server.execute("postgres", "create extension if not exists pg_stat_statements");
        var contests = new ArrayList<Contest>();
        for (int count : COUNTS) {
            var applied = Applied.of(server, folder, count);
            open.add(applied);
            contests.add(roundTrips(applied));
            contests.add(statements(applied));
        }
        return contests;
    }

    private Contest roundTrips(Applied applied) {
        return new Contest(
                applied.files().count() + " applied: round trips after connecting",
                Unit.TIMES,
                FLYWAY,
                List.of(
                        Contender.of(
                                FLYWAY, () -> trips(url -> flyway(applied, url), applied.flyway())),
                        Contender.of(
                                        SLIPWAY,
                                        () ->
                                                trips(
                                                        url -> slipway(applied, url),
                                                        applied.slipway()))
                                .with(new Bar.AtMost(ROUND_TRIPS))));
    }

    private Contest statements(Applied applied) {
        return new Contest(
                applied.files().count() + " applied: statements",
                Unit.TIMES,
                FLYWAY,
                List.of(
                        Contender.of(
                                FLYWAY, () -> calls(url -> flyway(applied, url), applied.flyway())),
                        Contender.of(
                                SLIPWAY,
                                () -> calls(url -> slipway(applied, url), applied.slipway()))));
    }

    private interface Client {
        void call(DatabaseUrl url) throws SQLException;
    }

    private static void slipway(Applied applied, DatabaseUrl url) {
        Tools.migrate(Tools.slipway(url, applied.files().of("sqlx")).build());
    }

    private static void flyway(Applied applied, DatabaseUrl url) {
        Tools.flyway(url, "public", applied.files().of("flyway")).migrate();
    }

    /// Without those of connecting once.
    private double trips(Client client, String database) throws Exception {
        return through(client, database) - through(url -> url.connect("bench").close(), database);
    }

    private int through(Client client, String database) throws Exception {
        try (var counted = new RoundTrips(server.port())) {
            client.call(server.url(database, counted.port()));
            return counted.count();
        }
    }

    private double calls(Client client, String database) throws Exception {
        server.execute(
                "postgres", "alter database " + database + " set pg_stat_statements.track = top");
        server.execute("postgres", "select pg_stat_statements_reset()");
        client.call(server.url(database));
        return server.number("postgres", CALLS);
    }

    @Override
    public void close() throws SQLException {
        for (var applied : open) {
            applied.close();
        }
    }
}
