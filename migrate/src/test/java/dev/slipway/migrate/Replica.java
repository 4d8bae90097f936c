package dev.slipway.migrate;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.io.IOException;
import java.nio.file.Path;

/// A program that embeds the library as a service does: its set is read, it says so, and it
/// migrates when it is told to.
final class Replica {

    static final String HERE = "here";

    private Replica() {}

    /// @param args the database's URL, the format, the folder, and how it names itself
    public static void main(String[] args) throws IOException {
        var migrator =
                Migrator.builder()
                        .database(DatabaseUrl.parse(args[0]))
                        .migrations(
                                MigrationSet.of(
                                        Formats.of(args[1]).orElseThrow(), Path.of(args[2])))
                        .application(args[3])
                        .build();
        System.out.println(HERE);
        if (System.in.read() < 0) {
            throw new IOException("nobody told it to migrate");
        }
        var outcome = migrator.migrate();
        System.out.println(outcome.toReport().headline());
        System.exit(outcome.exit().code());
    }
}
