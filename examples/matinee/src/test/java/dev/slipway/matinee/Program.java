package dev.slipway.matinee;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Matinee as a process of its own, where signals and exit codes matter.
public final class Program implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    public static Program start(
            String version, Map<String, String> environment, List<String> arguments)
            throws IOException {
        var output = Files.createTempFile(Path.of("target"), "program-", ".log");
        var builder = new ProcessBuilder(command(version, arguments));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        return new Program(builder.start(), output);
    }

    public void awaitOutput(String text) {
        Wait.until(
                LIMIT,
                () -> output().contains(text) || !process.isAlive(),
                () -> "no '" + text + "' in: " + output());
        if (!output().contains(text)) {
            throw new AssertionError("ended without '" + text + "': " + output());
        }
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What follows `prefix` in a line of the output, once there is one.
    public String value(String prefix) {
        awaitOutput(prefix);
        return output().lines()
                .filter(line -> line.contains(prefix))
                .map(line -> line.substring(line.indexOf(prefix) + prefix.length()))
                .findFirst()
                .orElseThrow();
    }

    /// The first line of its log about that event, once there is one.
    public JsonNode event(String name) {
        Wait.until(
                LIMIT,
                () -> events().stream().anyMatch(line -> is(line, name)) || !process.isAlive(),
                () -> "no '" + name + "' in: " + output());
        return events().stream()
                .filter(line -> is(line, name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("ended without '" + name + "': " + output()));
    }

    /// The lines of its log. The last may still be written.
    public List<JsonNode> events() {
        return output().lines()
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static boolean is(JsonNode line, String event) {
        return line.path("event").asString("").equals(event);
    }

    public Process process() {
        return process;
    }

    public OutputStream input() {
        return process.getOutputStream();
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still runs: " + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        Files.deleteIfExists(output);
    }

    private static List<String> command(String version, List<String> arguments) {
        var classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp"));
        command.add(Versions.folder(version) + File.pathSeparator + classPath);
        command.add("dev.slipway.matinee.Matinee");
        command.addAll(arguments);
        return command;
    }
}
