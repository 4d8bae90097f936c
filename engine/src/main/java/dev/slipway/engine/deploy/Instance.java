package dev.slipway.engine.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One running copy of a service, as a process of this machine.
///
/// In `command` and in settings by value, `{artefact}`, `{version}`, `{port}` and `{name}` stand
/// for what they name.
///
/// @param port on 127.0.0.1, where `/health/live` and `/health/ready` answer
/// @param directory for its run file, its log and its lock
/// @param command the program and its arguments
/// @param readyWithin the longest time from its start until it is ready
/// @param drainWithin the longest time from the request to stop until it is gone
public record Instance(
        String name,
        int port,
        Path directory,
        List<String> command,
        Map<String, Setting> environment,
        Duration readyWithin,
        Duration drainWithin) {

    public Instance {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("the name of an instance names its files: " + name);
        }
        if (command.isEmpty()) {
            throw new IllegalArgumentException("instance " + name + " has no command");
        }
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    List<String> commandFor(Build build) {
        return command.stream().map(word -> filled(word, build)).toList();
    }

    String filled(String text, Build build) {
        return text.replace("{artefact}", build.artefact().file().toString())
                .replace("{version}", build.version())
                .replace("{port}", Integer.toString(port))
                .replace("{name}", name);
    }
}
