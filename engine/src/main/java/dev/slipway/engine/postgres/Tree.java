package dev.slipway.engine.postgres;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Deletes a folder with all that is in it. A symbolic link is deleted, never followed.
public final class Tree extends SimpleFileVisitor<Path> {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Tree() {}

    /// Deletes `root` and everything below it; one that is not there is no matter. Whoever still
    /// writes in it, such as the last child of a killed `initdb`, is outlasted.
    public static void delete(Path root) throws IOException {
        var began = System.nanoTime();
        while (!deleted(root)) {
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new DirectoryNotEmptyException(root.toString());
            }
            Patience.pause();
        }
    }

    private static boolean deleted(Path root) throws IOException {
        try {
            if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(root, new Tree());
            }
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
    }

    /// A server that is going away deletes files too: one that has gone is as good as deleted.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
            throws IOException {
        if (e != null) {
            throw e;
        }
        Files.deleteIfExists(folder);
        return FileVisitResult.CONTINUE;
    }
}
