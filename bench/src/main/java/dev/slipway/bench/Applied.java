package dev.slipway.bench;

import java.nio.file.Path;
import java.sql.SQLException;

/// Databases to which each tool has applied the same migrations.
record Applied(BenchServer server, SampleFiles files, String slipway, String flyway, String dbmate)
        implements AutoCloseable {

    static Applied of(BenchServer server, Path folder, int count) throws Exception {
        var files = SampleFiles.in(folder, count);
        var applied =
                new Applied(
                        server,
                        files,
                        server.newDatabase(),
                        server.newDatabase(),
                        server.newDatabase());
        Tools.migrate(Tools.slipway(server.url(applied.slipway), files.of("sqlx")).build());
        Tools.flyway(server.url(applied.flyway), "public", files.of("flyway")).migrate();
        Program.run(
                Tools.dbmate(
                        "migrate",
                        server.plain(applied.dbmate, server.port()),
                        files.of("dbmate")));
        return applied;
    }

    @Override
    public void close() throws SQLException {
        server.drop(slipway);
        server.drop(flyway);
        server.drop(dbmate);
    }
}
