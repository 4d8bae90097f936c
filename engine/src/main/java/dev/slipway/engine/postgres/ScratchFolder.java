package dev.slipway.engine.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// A folder for one run's throwaway servers and files, which is gone when the run is.
///
/// A lock beside it, which the operating system drops with the process, says that its run is alive:
/// the next run removes what dead ones left, servers that still run included.
public final class ScratchFolder implements AutoCloseable {

    private static final String LOCK = ".lock";

    private final Path folder;
    private final FileChannel lock;

    private ScratchFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Makes a folder of this run's own in `parent`, and removes those of dead runs.
    ///
    /// Another run may take a lock file for a dead one's before it is locked: then it is gone once
    /// it is, and the next is made.
    public static ScratchFolder in(Path parent) {
        try {
            Files.createDirectories(parent);
            removeLeftovers(parent);
            while (true) {
                var lockFile = Files.createTempFile(parent, "run-", LOCK);
                var lock = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                lock.lock();
                if (Files.exists(lockFile)) {
                    return new ScratchFolder(Files.createDirectory(folderOf(lockFile)), lock);
                }
                lock.close();
            }
        } catch (IOException e) {
            throw new PostgresException("Making a scratch folder in " + parent + " failed", e);
        }
    }

    public Path path() {
        return folder;
    }

    private static Path folderOf(Path lockFile) {
        var name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    private static void removeLeftovers(Path parent) throws IOException {
        for (var lockFile : entries(parent)) {
            if (lockFile.toString().endsWith(LOCK)) {
                removeIfDead(lockFile);
            }
        }
    }

    /// A lock file that is locked while it is looked at has just been made, or is being removed.
    private static void removeIfDead(Path lockFile) throws IOException {
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            if (tryLock(channel).isPresent()) {
                remove(folderOf(lockFile));
                Files.deleteIfExists(lockFile);
            }
        } catch (NoSuchFileException goneMeanwhile) {
            // another run removed it
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ofThisProcess) {
            return Optional.empty();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            for (var entry : entries(folder)) {
                if (Files.isDirectory(entry)) {
                    Server.stopLeftover(entry);
                }
            }
            Tree.delete(folder);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    @Override
    public void close() {
        try (lock) {
            remove(folder);
            Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + LOCK));
        } catch (IOException e) {
            throw new PostgresException("Removing the scratch folder " + folder + " failed", e);
        }
    }
}
