package dev.slipway.engine.deploy;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Starts the process of an instance so that it outlives whoever starts it.
///
/// A small shell in a session of its own takes the instance's lock, writes the run file, and then
/// *becomes* the service, which so holds the lock for as long as it lives. Two that are started at
/// once are therefore never two services, whichever conductor was killed in between: the second
/// ends with [#LOCKED].
record Launch(Instance instance, Build build) {

    /// The exit code of a shell that found the lock taken.
    static final int LOCKED = 75;

    private static final String SCRIPT =
            """
            exec 9>>"$1" || exit 74
            flock -n 9 || exit 75
            stat=$(cat /proc/$$/stat)
            rest=${stat##*') '}
            start=$(set -- $rest; echo "${20}")
            boot=$(cat /proc/sys/kernel/random/boot_id)
            printf 'pid=%s\\nstart=%s\\nboot=%s\\nversion=%s\\ndigest=%s\\n' \\
                "$$" "$start" "$boot" "$3" "$4" > "$2.new" && mv "$2.new" "$2" || exit 74
            echo "$5$3"
            shift 5
            exec "$@"
            """;

    /// All that an instance inherits; the rest of its environment is its settings.
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");

    Process start() {
        var files = InstanceFiles.of(instance);
        files.createDirectory();
        var builder = new ProcessBuilder(words(files));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(settings());
        builder.directory(instance.directory().toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DeployException("cannot start instance " + instance.name(), e);
        }
    }

    private List<String> words(InstanceFiles files) {
        var words = new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "slipway"));
        words.add(files.lock().toString());
        words.add(files.run().toString());
        words.add(build.version());
        words.add(build.artefact().digest());
        words.add(InstanceFiles.BEGINNING);
        words.addAll(instance.commandFor(build));
        return words;
    }

    private Map<String, String> settings() {
        var values = new LinkedHashMap<String, String>();
        instance.environment().forEach((name, setting) -> values.put(name, value(name, setting)));
        return values;
    }

    private String value(String name, Setting setting) {
        return switch (setting) {
            case Setting.Value(var text) -> instance.filled(text, build);
            case Setting.Reference reference -> reference.read(name);
        };
    }
}
