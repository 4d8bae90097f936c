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
        /// Before everything, whether or not something is pending.
        BEFORE_MIGRATE("beforeMigrate"),
        /// In the transaction of each migration, before its own statements.
        BEFORE_EACH_MIGRATE("beforeEachMigrate"),
        /// In the transaction of each migration, after its own statements.
        AFTER_EACH_MIGRATE("afterEachMigrate"),
        /// Before the first repeatable migration.
        BEFORE_REPEATABLES("beforeRepeatables"),
        /// After the last migration that runs once, whether or not one was pending.
        AFTER_VERSIONED("afterVersioned"),
        /// After everything, if something was applied.
        AFTER_MIGRATE_APPLIED("afterMigrateApplied"),
        /// After everything, whether or not something was pending.
        AFTER_MIGRATE("afterMigrate"),
        /// After a migration failed.
        AFTER_MIGRATE_ERROR("afterMigrateError");

        private final String word;

        Event(String word) {
            this.word = word;
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
        return scripts.containsKey(Event.BEFORE_MIGRATE)
                || scripts.containsKey(Event.AFTER_VERSIONED)
                || scripts.containsKey(Event.AFTER_MIGRATE);
    }
}
