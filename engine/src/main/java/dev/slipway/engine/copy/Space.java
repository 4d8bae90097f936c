package dev.slipway.engine.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Whether a copy fits where it would go, asked before a byte of it is written.
final class Space {

    private static final double MEGABYTE = 1024.0 * 1024.0;

    private Space() {}

    /// What a dump takes at most times, since it is compressed.
    ///
    /// @param bytes of the source on its disk
    static long ofDump(long bytes) {
        return bytes / 3;
    }

    /// @param databases how many the need is for
    /// @throws CopyException when `folder` has less than `needed`
    static void require(long needed, int databases, Path folder) {
        long free = free(folder);
        if (free < needed) {
            throw new CopyException(
                    "the copy%s about %s in %s, and %s is free there: make room, run from a folder on a larger disk, leave rows out with --exclude-table-data%s, or name a server with --scratch-url"
                            .formatted(
                                    databases == 1
                                            ? " needs"
                                            : " and %d databases made of it need"
                                                    .formatted(databases - 1),
                                    words(needed),
                                    folder,
                                    words(free),
                                    databases == 1 ? "" : ", leave the downs out with --no-down"));
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
