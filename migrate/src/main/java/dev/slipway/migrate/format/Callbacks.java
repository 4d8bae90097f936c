package dev.slipway.migrate.format;

import java.util.List;
import java.util.Map;

/// The scripts that a set wants run around its migrations.
///
/// @param scripts of each event, in the order in which they run
public record Callbacks(Map<Event, List<Script>> scripts) {

    public static final Callbacks NONE = new Callbacks(Map.of());

    public Callbacks {
        scripts = Map.copyOf(scripts);
    }

    /// When a script runs, in Flyway's words.
    public enum Event {
        /// First of all, in the session that migrates.
        AFTER_CONNECT("afterConnect", false),
        BEFORE_VALIDATE("beforeValidate", true),
        AFTER_VALIDATE("afterValidate", true),
        BEFORE_MIGRATE("beforeMigrate", true),
        /// In the transaction of each migration, before its own statements.
        BEFORE_EACH_MIGRATE("beforeEachMigrate", false),
        /// In the transaction of each migration, after its own statements.
        AFTER_EACH_MIGRATE("afterEachMigrate", false),
        /// After the last migration that runs once.
        AFTER_VERSIONED("afterVersioned", true),
        /// Before the first repeatable migration.
        BEFORE_REPEATABLES("beforeRepeatables", false),
        /// At the end, if something was applied.
        AFTER_MIGRATE_APPLIED("afterMigrateApplied", false),
        AFTER_MIGRATE("afterMigrate", true),
        AFTER_MIGRATE_OPERATION_FINISH("afterMigrateOperationFinish", true),
        /// After a migration failed.
        AFTER_MIGRATE_ERROR("afterMigrateError", false);

        private final String word;

        /// Whether it comes even where nothing is pending.
        private final boolean always;

        Event(String word, boolean always) {
            this.word = word;
            this.always = always;
        }

        String word() {
            return word;
        }
    }

    public List<Script> of(Event event) {
        return scripts.getOrDefault(event, List.of());
    }

    /// Whether some run even where nothing is pending.
    public boolean always() {
        return scripts.keySet().stream().anyMatch(event -> event.always);
    }
}
