package dev.slipway.engine.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Whether a copy fits where it would go, asked before a byte of it is written.
final class Space {

    private static final double MEGABYTE = 1024.0 * 1024.0;

    private Space() {}

    /// A dump is written beside the restored database: compressed, a third of it at most times.
    ///
    /// @param bytes of the source on its disk
    static long forCopy(long bytes) {
        return bytes + bytes / 3;
    }

    /// @throws CopyException when `folder` has less than `needed`
    static void require(long needed, Path folder) {
        long free = free(folder);
        if (free < needed) {
            throw new CopyException(
                    "the copy needs about %s in %s, and %s is free there: make room, run from a folder on a larger disk, leave rows out with --exclude-table-data, or name a server with --scratch-url"
                            .formatted(words(needed), folder, words(free)));
        }
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new CopyException("cannot ask how much is free in " + folder, e);
        }
    }

    private static String words(long bytes) {
        return bytes < MEGABYTE * 1024
                ? String.format(Locale.ROOT, "%.0f MB", Math.ceil(bytes / MEGABYTE))
                : String.format(Locale.ROOT, "%.1f GB", bytes / MEGABYTE / 1024);
    }
}
