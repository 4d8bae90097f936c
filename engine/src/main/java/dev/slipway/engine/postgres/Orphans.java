package dev.slipway.engine.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Processes that outlived the Slipway that started them, found by the folder they were given.
final class Orphans {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Orphans() {}

    /// Processes of the program `name` that have `folder` among their arguments.
    static Stream<ProcessHandle> of(String name, Path folder) {
        return ProcessHandle.allProcesses().filter(process -> works(process, name, folder));
    }

    /// Ends them and their children, and waits until all are gone.
    static void kill(String name, Path folder) {
        var orphans =
                of(name, folder)
                        .flatMap(orphan -> Stream.concat(Stream.of(orphan), orphan.descendants()))
                        .toList();
        orphans.forEach(ProcessHandle::destroyForcibly);
        orphans.forEach(orphan -> Patience.awaitEnd(orphan, LIMIT));
    }

    private static boolean works(ProcessHandle process, String name, Path folder) {
        var info = process.info();
        var program = info.command().map(command -> Path.of(command).getFileName());
        return program.filter(file -> file.equals(Path.of(name))).isPresent()
                && names(List.of(info.arguments().orElse(new String[0])), folder.toString());
    }

    private static boolean names(List<String> arguments, String folder) {
        return arguments.stream()
                .anyMatch(word -> word.equals(folder) || word.endsWith("=" + folder));
    }
}
