package dev.slipway.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A directory with files, variables and options, from which the shop's configuration is read.
final class Bench {

    /// A secret of the tests: nothing that is printed may hold it.
    static final String PASSWORD = "Tr0ub4dor-and-3";

    static final String GOOD =
            """
            server:
              public_url: https://shop.example/
            database:
              url: postgres://shop@db/shop
              password: %s
            """
                    .formatted(PASSWORD);

    private static final Configuration<Shop> SHOP = Configuration.of(Shop.class, "SHOP");

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();

    Bench(Path directory) {
        this.directory = directory;
    }

    /// The file that `--config` names.
    Bench config(String name, String text) {
        return file(name, text).option("--config=" + name);
    }

    Bench good() {
        return config("shop.yaml", GOOD);
    }

    /// The good file with one more line at the end of a section.
    Bench goodWith(String section, String line) {
        return config("shop.yaml", with(section, line));
    }

    static String with(String section, String line) {
        return GOOD.contains(section + ":\n")
                ? GOOD.replace(section + ":\n", section + ":\n  " + line + "\n")
                : GOOD + section + ":\n  " + line + "\n";
    }

    Bench file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Bench file(String name, byte[] bytes) {
        try {
            var file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Bench variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Bench option(String argument) {
        arguments.add(argument);
        return this;
    }

    Path directory() {
        return directory;
    }

    Inputs inputs() {
        return new Inputs(arguments, environment, directory, Optional.empty());
    }

    Loaded<Shop> load() {
        return SHOP.load(inputs());
    }

    Loaded.Ready<Shop> ready() {
        var loaded = load();
        assertThat(loaded).isInstanceOf(Loaded.Ready.class);
        return (Loaded.Ready<Shop>) loaded;
    }

    Loaded.Invalid<Shop> invalid() {
        var loaded = load();
        assertThat(loaded).isInstanceOf(Loaded.Invalid.class);
        return (Loaded.Invalid<Shop>) loaded;
    }
}
