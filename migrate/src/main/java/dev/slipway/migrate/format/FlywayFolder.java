package dev.slipway.migrate.format;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads a folder of Flyway's files, and those below it.
final class FlywayFolder {

    private static final Set<String> KNOWN =
            Set.of("executeInTransaction", "encoding", "placeholderReplacement", "shouldExecute");

    private final Flyway format;
    private final Folder folder;
    private final Settings settings;
    private final Set<String> files;
    private final List<FlywayName> names = new ArrayList<>();

    FlywayFolder(Flyway format, Folder folder, Settings told) {
        this.format = format;
        this.folder = folder;
        this.files = new HashSet<>(folder.deepNames());
        folder.deepNames().forEach(file -> FlywayName.parse(file, told).ifPresent(names::add));
        this.settings = told.with(configurations());
    }

    /// What the `.conf` files beside the scripts say.
    private Map<String, String> configurations() {
        Map<String, String> all = new HashMap<>();
        for (var name : names) {
            var file = name.file() + ".conf";
            if (files.contains(file)) {
                FlywayProperties.parse(folder.text(file))
                        .forEach((key, value) -> {
                            refuseUnknown(file, key);
                            all.put(FlywayScript.setting(name.file(), key), value);
                        });
            }
        }
        return all;
    }

    private void refuseUnknown(String file, String key) {
        if (!KNOWN.contains(key)) {
            throw new MigrationFolderException(
                    folder.place(file)
                            + " sets "
                            + key
                            + ", which Flyway does not know: it may set "
                            + String.join(", ", KNOWN.stream().sorted().toList()));
        }
    }

    MigrationSet read() {
        var migrations = new ArrayList<Migration>();
        migrations.addAll(versioned(FlywayName.Kind.VERSIONED, Migration.Kind.VERSIONED));
        migrations.addAll(repeatable());
        var baselines = versioned(FlywayName.Kind.BASELINE, Migration.Kind.BASELINE);
        if (migrations.isEmpty() && baselines.isEmpty()) {
            throw Versions.none(folder, "Flyway names them V<version>__<description>.sql");
        }
        return new MigrationSet(
                format,
                folder.origin(),
                migrations,
                settings,
                baselines.stream().max(Comparator.comparing(Migration::version, format.order())),
                callbacks());
    }

    private List<FlywayName> named(FlywayName.Kind kind) {
        return names.stream()
                .filter(name -> name.kind() == kind)
                .filter(name -> executes(name.file()))
                .toList();
    }

    private boolean executes(String file) {
        return settings.get(FlywayScript.setting(file, "shouldExecute"))
                .map(condition -> FlywayCondition.holds(folder.place(file + ".conf"), condition))
                .orElse(true);
    }

    private List<Migration> versioned(FlywayName.Kind kind, Migration.Kind becomes) {
        var sorted =
                named(kind).stream()
                        .sorted(
                                Comparator.comparing(FlywayName::version, format.order())
                                        .thenComparing(FlywayName::file))
                        .toList();
        Versions.refuseDuplicates(
                folder, sorted, format.order(), FlywayName::version, FlywayName::file);
        Map<String, String> downs = new TreeMap<>(format.order());
        for (var undo : named(FlywayName.Kind.UNDO)) {
            downs.put(undo.version(), text(undo.file()));
        }
        return sorted.stream()
                .map(name ->
                        migration(
                                name,
                                name.version(),
                                becomes,
                                Optional.ofNullable(downs.get(name.version()))))
                .toList();
    }

    private List<Migration> repeatable() {
        var sorted =
                named(FlywayName.Kind.REPEATABLE).stream()
                        .sorted(
                                Comparator.comparing(FlywayName::description)
                                        .thenComparing(FlywayName::file))
                        .toList();
        Versions.refuseDuplicates(
                folder, sorted, format.order(), FlywayFolder::key, FlywayName::file);
        return sorted.stream()
                .map(name ->
                        migration(name, key(name), Migration.Kind.REPEATABLE, Optional.empty()))
                .toList();
    }

    private static String key(FlywayName name) {
        return FlywayVersion.ofRepeatable(FlywayHistory.description(name.description()));
    }

    private Migration migration(
            FlywayName name, String version, Migration.Kind kind, Optional<String> down) {
        var text = text(name.file());
        return new Migration(
                version,
                name.description(),
                name.file(),
                kind,
                FlywayChecksum.of(text),
                FlywayScript.of(name.file(), text, settings),
                down);
    }

    private Callbacks callbacks() {
        Map<Callbacks.Event, List<Script>> scripts = new EnumMap<>(Callbacks.Event.class);
        var sorted =
                named(FlywayName.Kind.CALLBACK).stream()
                        .sorted(
                                Comparator.comparing(FlywayName::description)
                                        .thenComparing(FlywayName::file))
                        .toList();
        for (var event : Callbacks.Event.values()) {
            var own =
                    sorted.stream()
                            .filter(name -> name.version().equals(event.word()))
                            .map(name -> FlywayScript.of(name.file(), text(name.file()), settings))
                            .toList();
            if (!own.isEmpty()) {
                scripts.put(event, own);
            }
        }
        return new Callbacks(scripts);
    }

    private String text(String file) {
        var encoding =
                settings.get(FlywayScript.setting(file, "encoding"))
                        .or(() -> settings.get("flyway.encoding"))
                        .orElse("UTF-8");
        if (!isSupported(encoding)) {
            throw new MigrationFolderException(
                    folder.place(file)
                            + " is said to be in "
                            + encoding
                            + ", which is no encoding that Java knows: correct it");
        }
        return folder.text(file, Charset.forName(encoding));
    }

    private static boolean isSupported(String encoding) {
        try {
            return Charset.isSupported(encoding);
        } catch (IllegalArgumentException notEvenAName) {
            return false;
        }
    }
}
