package dev.slipway.matinee;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/// The versions of Matinee as the build puts them together.
public final class Versions {

    public static final List<String> ALL =
            List.of("1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0", "1.5.0", "2.0.0");

    private Versions() {}

    public static Path folder(String version) {
        return Path.of("target", "versions", version).toAbsolutePath();
    }

    public static ClassLoader loader(String version) {
        try {
            return new URLClassLoader(
                    new URL[] {folder(version).toUri().toURL()}, Versions.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(version, e);
        }
    }
}
