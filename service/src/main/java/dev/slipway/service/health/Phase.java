package dev.slipway.service.health;

import dev.slipway.report.Json;
import java.time.Duration;
import java.util.Optional;

/// Where an instance is between its first moment and its last.
sealed interface Phase {

    /// The word for it in answers.
    String word();

    /// What else there is to say of it.
    Json.Obj details();

    /// Nothing has been asked of the database yet.
    record Starting() implements Phase {
        @Override
        public String word() {
            return "starting";
        }

        @Override
        public Json.Obj details() {
            return Json.object();
        }
    }

    /// The database is being brought to this version.
    record Migrating(Progress progress) implements Phase {
        @Override
        public String word() {
            return "migrating";
        }

        @Override
        public Json.Obj details() {
            return Json.object().put("migrations", progress.toJson());
        }
    }

    /// It cannot start.
    record Failed(String why) implements Phase {
        @Override
        public String word() {
            return "failed";
        }

        @Override
        public Json.Obj details() {
            return Json.object().put("error", why);
        }
    }

    /// @param schema the newest migration in the database
    record Started(Optional<String> schema) implements Phase {
        @Override
        public String word() {
            return "started";
        }

        @Override
        public Json.Obj details() {
            return schema.map(version -> Json.object().put("schema", version))
                    .orElse(Json.object());
        }
    }

    /// Told to end: nobody should be sent here any more.
    ///
    /// @param deadline as `System.nanoTime()` has it
    /// @param stage what it does now
    record Draining(long deadline, String stage) implements Phase {
        @Override
        public String word() {
            return "draining";
        }

        @Override
        public Json.Obj details() {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            return Json.object().put("stage", stage).put("left_ms", Math.max(0, left.toMillis()));
        }
    }
}
