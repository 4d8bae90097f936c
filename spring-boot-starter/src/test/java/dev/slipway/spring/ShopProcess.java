package dev.slipway.spring;

import dev.slipway.spring.shop.ShopApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The shop as a process of its own.
final class ShopProcess implements AutoCloseable {

    private static final Pattern HEALTH = Pattern.compile("Health answers at port ([0-9]+)");
    private static final Pattern WEB = Pattern.compile("Tomcat started on port ([0-9]+)");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /// Arguments go before them.
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SERVER_PORT", "0",
                    "SLIPWAY_HEALTH_PORT", "0",
                    "SLIPWAY_MIGRATIONS_FORMAT", "sqlx",
                    "SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "1000",
                    "MANAGEMENT_ENDPOINT_HEALTH_SHOW_DETAILS", "always");

    private final Process process;
    private final Path output;

    private ShopProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// Of the classes of this build.
    static ShopProcess start(Path directory, TestDatabase database, String... arguments) {
        return start(directory, environment(database), arguments);
    }

    static ShopProcess start(Path directory, Map<String, String> environment, String... arguments) {
        var classes = List.of("-cp", classPath(), ShopApplication.class.getName());
        return run(directory, environment, classes, arguments);
    }

    /// Of an executable jar.
    static ShopProcess start(Path directory, Path jar, TestDatabase database, String... arguments) {
        var packed = List.of("-jar", jar.toAbsolutePath().toString());
        return run(directory, environment(database), packed, arguments);
    }

    static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    static Map<String, String> environment(TestDatabase database) {
        return Map.of(
                "SHOP_DATABASE_URL", database.jdbcUrl(),
                "SHOP_DATABASE_USER", TestDatabase.OWNER,
                "SHOP_DATABASE_PASSWORD", TestDatabase.PASSWORD);
    }

    private static ShopProcess run(
            Path directory, Map<String, String> environment, List<String> what, String... more) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-Xmx192m"));
        command.addAll(what);
        command.addAll(List.of(more));
        var output = directory.resolve("shop.log");
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(SETTINGS);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        try {
            return new ShopProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ShopProcess awaitReady() {
        Eventually.holds(
                () -> !process.isAlive() || probe("ready").statusCode() == 200, this::output);
        if (!process.isAlive()) {
            throw new AssertionError("ended before it was ready: " + output());
        }
        return this;
    }

    /// What health on its own port says.
    HttpResponse<String> probe(String name) {
        return get(port(HEALTH), "/health/" + name);
    }

    /// What Actuator says at the port of the web.
    HttpResponse<String> actuator(String group) {
        return web("/actuator/health/" + group);
    }

    HttpResponse<String> web(String path) {
        return get(webPort(), path);
    }

    CompletableFuture<HttpResponse<String>> webInBackground(String path) {
        return CLIENT.sendAsync(request(webPort(), path), BodyHandlers.ofString());
    }

    int webPort() {
        return port(WEB);
    }

    /// Whether it says where the web listens, which it does when that listens.
    boolean hasWeb() {
        return WEB.matcher(output()).find();
    }

    private int port(Pattern line) {
        Eventually.holds(() -> line.matcher(output()).find() || !process.isAlive(), this::output);
        var found = line.matcher(output());
        if (!found.find()) {
            throw new AssertionError("ended without '" + line + "': " + output());
        }
        return Integer.parseInt(found.group(1));
    }

    private HttpResponse<String> get(int port, String path) {
        try {
            return CLIENT.send(request(port, path), BodyHandlers.ofString());
        } catch (IOException e) {
            exitCode();
            throw new AssertionError("no answer to " + path + ": " + output(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    }

    /// SIGTERM.
    void terminate() {
        process.destroy();
    }

    int exitCode() {
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new AssertionError("still runs: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
