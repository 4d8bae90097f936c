package dev.slipway.bench;

import dev.slipway.engine.postgres.Server;
import dev.slipway.engine.postgres.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A folder for gigabytes, of which nothing is left, however the run ends: what one that was killed
/// left, the next deletes.
final class BenchFolder implements AutoCloseable {

    private static final List<String> SERVERS = List.of("source", "bare");
    private static final int PATIENCE_S = 30;

    private final Path root;
    private final Thread interrupted = new Thread(this::clearInterrupted);

    private BenchFolder(Path root) {
        this.root = root;
    }

    static BenchFolder at(Path root) throws IOException {
        var folder = new BenchFolder(root.toAbsolutePath());
        folder.clear();
        Runtime.getRuntime().addShutdownHook(folder.interrupted);
        Files.createDirectories(folder.root);
        return folder;
    }

    /// Where one of [#SERVERS] may live.
    Path server(String name) {
        return root.resolve(name);
    }

    Path make(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    @Override
    public void close() throws IOException {
        clear();
        Runtime.getRuntime().removeShutdownHook(interrupted);
    }

    private void clear() throws IOException {
        for (var name : SERVERS) {
            Server.stopLeftover(root.resolve(name));
        }
        Tree.delete(root);
    }

    /// A rehearsal that is told to end deletes its copy first.
    private void clearInterrupted() {
        try {
            for (var child : ProcessHandle.current().descendants().toList()) {
                child.destroy();
                child.onExit()
                        .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                        .exceptionally(_ -> child)
                        .join();
            }
            clear();
        } catch (IOException e) {
            System.err.println("cannot delete " + root + ": " + e);
        }
    }
}
