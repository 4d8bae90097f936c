package dev.slipway.matinee.web;

import dev.slipway.report.Exit;
import java.io.IOException;
import java.util.Properties;

/// The version whose migrations and queries are on the class path, such as `1.1.0`.
public record Version(String name) {

    private static final String FILE = "version.properties";

    /// @throws WebException if the class path holds no version
    public static Version of(ClassLoader loader) {
        var properties = new Properties();
        try (var file = loader.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new WebException(
                    Exit.FAILED, "Could not read " + FILE + ": " + e.getMessage(), e);
        }
        var name = properties.getProperty("version");
        if (name == null) {
            throw new WebException(
                    Exit.USAGE,
                    "The class path has no " + FILE + ": run one of the built versions.");
        }
        return new Version(name);
    }
}
