package dev.slipway.engine.scratch;

import dev.slipway.engine.deploy.Build;
import dev.slipway.engine.deploy.Instance;
import dev.slipway.engine.deploy.Setting;
import dev.slipway.engine.plan.Artefact;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Makes builds and instances of [ToyService] in a folder, and ends what still runs there.
public final class Toys implements AutoCloseable {

    private final Path folder;

    public Toys(Path folder) {
        this.folder = folder;
    }

    /// Writes an artefact; `behaviour` is further lines of it.
    public Build build(String version, String behaviour) throws IOException {
        var file = artefactFile(version);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "version=" + version + "\n" + behaviour + "\n");
        return new Build(version, Artefact.read(file));
    }

    public Path versions() {
        return folder.resolve("versions");
    }

    private Path artefactFile(String version) {
        return versions().resolve(version).resolve("toy.properties");
    }

    public Instance instance(String name) throws IOException {
        return instance(name, Map.of());
    }

    public Instance instance(String name, Map<String, Setting> settings) throws IOException {
        return new Instance(
                name,
                freePort(),
                folder.resolve("run"),
                OtherJvm.command(ToyService.class, List.of("{artefact}", "{port}")),
                settings,
                Duration.ofSeconds(20),
                Duration.ofSeconds(10));
    }

    /// How often the instance's log has that line.
    public long said(Instance instance, String line) throws IOException {
        return Files.readAllLines(log(instance)).stream().filter(line::equals).count();
    }

    public Path log(Instance instance) {
        return instance.directory().resolve(instance.name() + ".log");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Every process whose command line names the folder.
    public List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .commandLine()
                                .filter(line -> line.contains(versions().toString()))
                                .isPresent())
                .toList();
    }

    @Override
    public void close() {
        for (var process : processes()) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
