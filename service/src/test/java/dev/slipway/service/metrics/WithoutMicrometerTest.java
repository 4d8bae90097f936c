package dev.slipway.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithoutMicrometerTest {

    @Test
    void everything_but_what_binds_to_it_loads_without_micrometer() throws Exception {
        try (var loader = new URLClassLoader(withoutIt(), ClassLoader.getPlatformClassLoader())) {
            var classes = ours();
            assertThat(classes).contains(DatabaseCalls.class.getName()).hasSizeGreaterThan(60);
            for (var name : classes) {
                assertThat(Class.forName(name, true, loader).getDeclaredMethods())
                        .as(name)
                        .isNotNull();
            }
            assertThatThrownBy(() -> loader.loadClass(ServiceMetrics.class.getName()))
                    .isInstanceOf(NoClassDefFoundError.class);
        }
    }

    private static List<String> ours() throws Exception {
        var root = home();
        try (var files = Files.walk(root)) {
            return files.map(root::relativize)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.replace(".class", "").replace(File.separatorChar, '.'))
                    .filter(name -> !name.startsWith(ServiceMetrics.class.getName()))
                    .toList();
        }
    }

    private static Path home() throws Exception {
        URI place =
                ServiceMetrics.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        return Path.of(place);
    }

    private static URL[] withoutIt() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("micrometer"))
                .map(WithoutMicrometerTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
