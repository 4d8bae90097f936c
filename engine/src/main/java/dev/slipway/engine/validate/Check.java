package dev.slipway.engine.validate;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One thing that must be so after a release; as data, so that the ledger can hold it.
public sealed interface Check {

    /// A short name of it, for reports.
    String name();

    /// An address answers that it is ready, in that version if one is named.
    record HttpReady(URI url, Optional<String> version) implements Check {
        @Override
        public String name() {
            return "ready " + url;
        }
    }

    /// The database stands where the migrations say.
    ///
    /// @param database as a reference, without its password
    /// @param aheadAllowed whether it may have migrations that the folder does not
    record SchemaState(String database, Path migrations, boolean aheadAllowed) implements Check {
        @Override
        public String name() {
            return "schema of " + database.replaceFirst("\\?.*", "");
        }
    }

    /// A program ends with exit code 0; its last line says what it saw.
    record Command(String name, List<String> words, Duration limit) implements Check {
        public Command {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("the check " + name + " has no command");
            }
        }
    }
}
