package dev.slipway.engine.trial;

import dev.slipway.engine.postgres.Server;
import dev.slipway.engine.postgres.Tree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The folder of a trial, of which there is one at a time, and all that lives in it.
///
/// Claiming it ends and deletes whatever an earlier trial left, however that one ended.
public final class TrialFolder implements AutoCloseable {

    private static final String MARK = "slipway-try";

    private final Path home;
    private final FileChannel lockFile;

    private TrialFolder(Path home, FileChannel lockFile) {
        this.home = home;
        this.lockFile = lockFile;
    }

    /// @throws TrialException when another trial has it, or it is not a trial's
    public static TrialFolder claim(Path home) {
        try {
            Files.createDirectories(home.getParent());
            var lockFile =
                    FileChannel.open(
                            home.resolveSibling(home.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw new TrialException(
                        "another try is under way in " + home + ": wait for it, or end it");
            }
            var folder = new TrialFolder(home, lockFile);
            folder.clean();
            return folder;
        } catch (IOException e) {
            throw new TrialException("cannot use the folder " + home, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    /// Makes the folder, with nothing in it but its mark.
    void create() {
        try {
            Files.createDirectories(home);
            Files.writeString(home.resolve(MARK), "");
            for (var inside : List.of(run(), logs(), scratch(), backups())) {
                Files.createDirectories(inside);
            }
        } catch (IOException e) {
            throw new TrialException("cannot make the folder " + home, e);
        }
    }

    Path home() {
        return home;
    }

    Path postgres() {
        return home.resolve("postgres");
    }

    Path run() {
        return home.resolve("run");
    }

    Path logs() {
        return home.resolve("logs");
    }

    Path scratch() {
        return home.resolve("scratch");
    }

    Path backups() {
        return home.resolve("backups");
    }

    Path traffic() {
        return home.resolve("traffic.json");
    }

    /// Ends every process of the trial, and deletes the folder.
    public void clean() {
        var marked = new Marked(home);
        marked.endAllBut("postgres");
        if (!Files.isDirectory(home)) {
            marked.endAllBut("");
            return;
        }
        try {
            if (!Files.exists(home.resolve(MARK)) && !isEmpty(home)) {
                throw new TrialException(
                        home + " is not a folder of slipway try, and is left alone: move it away");
            }
            stopServers();
            marked.endAllBut("");
            delete(home);
        } catch (IOException e) {
            throw new TrialException("cannot delete " + home, e);
        }
    }

    /// In their own way, so that they leave no shared memory behind.
    private void stopServers() throws IOException {
        Server.stopLeftover(postgres());
        if (Files.isDirectory(scratch())) {
            try (var servers = Files.list(scratch())) {
                servers.forEach(Server::stopLeftover);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /// The mark last, so that a deletion that is cut short can be taken up again.
    private static void delete(Path home) throws IOException {
        try (var entries = Files.list(home)) {
            for (var entry : entries.filter(entry -> !entry.endsWith(MARK)).toList()) {
                Tree.delete(entry);
            }
        }
        Tree.delete(home);
    }

    /// Lets another trial have it; what runs and lies in it stays.
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new TrialException("cannot give the folder " + home + " back", e);
        }
    }
}
