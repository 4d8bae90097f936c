package dev.slipway.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// Something to measure, with the databases that it needs while it is measured.
interface Work extends AutoCloseable {

    String name();

    /// Prepares what is measured.
    List<Contest> contests() throws Exception;

    /// Drops the databases.
    @Override
    void close() throws SQLException;

    static List<Work> all(BenchServer server, Path folder) {
        return List.of(
                new Apply(server, folder, 1000),
                new Apply(server, folder, 4000),
                new NothingToDo(server, folder),
                new Messages(server, folder),
                new ManySchemas(server, folder));
    }
}
