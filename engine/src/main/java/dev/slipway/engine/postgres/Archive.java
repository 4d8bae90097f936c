package dev.slipway.engine.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// A PostgreSQL server packed as `postgres-MAJOR.jar`: a jar around one `.txz`.
record Archive(Path jar, int major) {

    private static final String FOLDER = "slipway.postgres.archives";
    private static final String UNPACKING = "unpacking-";
    private static final int EXECUTABLE = 0100;

    static Optional<Archive> of(int major) {
        return Optional.ofNullable(System.getProperty(FOLDER))
                .map(folder -> Path.of(folder, "postgres-" + major + ".jar"))
                .filter(Files::isRegularFile)
                .map(jar -> new Archive(jar, major));
    }

    /// Where archives are looked for, as words for a message.
    static String folder() {
        var folder = System.getProperty(FOLDER);
        return folder == null ? "no archive (" + FOLDER + " is not set)" : folder;
    }

    /// The folder that holds what this archive holds. Its name carries the archive's checksum, so
    /// that another build of the same major version never meets it.
    Path unpackInto(Path cache) {
        try (var zip = new ZipFile(jar.toFile())) {
            var packed = packed(zip);
            var name = "postgres-%d-%08x".formatted(major, packed.getCrc());
            var unpacked = cache.toAbsolutePath().resolve(name);
            if (!Files.isDirectory(unpacked)) {
                unpack(zip, packed, cache.toAbsolutePath(), unpacked);
            }
            return unpacked;
        } catch (IOException e) {
            throw new PostgresException(
                    "Unpacking %s into %s failed: %s. Is there space, and may it be written?"
                            .formatted(jar, cache, e),
                    e);
        }
    }

    private ZipEntry packed(ZipFile zip) {
        return zip.stream()
                .filter(entry -> entry.getName().endsWith(".txz"))
                .findFirst()
                .map(ZipEntry.class::cast)
                .orElseThrow(() -> new PostgresException(jar + " holds no PostgreSQL (*.txz)"));
    }

    /// Unpacks beside its place and moves there, so that a half is never taken for the whole.
    private static void unpack(ZipFile zip, ZipEntry packed, Path cache, Path unpacked)
            throws IOException {
        Files.createDirectories(cache);
        sweep(cache);
        var mine = UNPACKING + ProcessHandle.current().pid() + "-";
        var beside = Files.createTempDirectory(cache, mine);
        try {
            var stream = new BufferedInputStream(zip.getInputStream(packed));
            try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(stream))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, beside);
                }
            }
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwxr-xr-x"));
            moveUnlessThere(beside, unpacked);
        } finally {
            Tree.delete(beside);
        }
    }

    /// Removes what processes left that were killed while they unpacked.
    private static void sweep(Path cache) throws IOException {
        try (var folders = Files.newDirectoryStream(cache, UNPACKING + "*")) {
            for (var folder : folders) {
                var pid = String.valueOf(folder.getFileName()).split("-", -1)[1];
                if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    Tree.delete(folder);
                }
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
            throws IOException {
        var file = inside(root, root.resolve(entry.getName()), entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            inside(root, file.resolveSibling(entry.getLinkName()), entry.getLinkName());
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
            if ((entry.getMode() & EXECUTABLE) != 0 && !file.toFile().setExecutable(true, false)) {
                throw new IOException(file + " cannot be made executable");
            }
        }
    }

    private static Path inside(Path root, Path file, String name) throws IOException {
        var inside = file.normalize();
        if (!inside.startsWith(root)) {
            throw new IOException("the archive reaches outside itself with " + name);
        }
        return inside;
    }

    /// Whoever comes second finds the same files there already.
    private static void moveUnlessThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(to)) {
                throw e;
            }
        }
    }
}
