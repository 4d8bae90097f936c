package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The migrations of the big database, with their down scripts.
record BigFiles(Path folder) {

    static BigFiles in(Path folder) throws IOException {
        return new BigFiles(Files.createDirectories(folder));
    }

    void write(String name, String up, String down) throws IOException {
        Files.writeString(folder.resolve(name + ".up.sql"), up);
        Files.writeString(folder.resolve(name + ".down.sql"), down);
    }

    /// Those that are not applied yet, in order.
    List<Path> pending() {
        return List.of(folder.resolve("2_edits.up.sql"), folder.resolve("3_topics.up.sql"));
    }
}
