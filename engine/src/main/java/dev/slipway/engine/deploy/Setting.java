package dev.slipway.engine.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The value of one variable in an instance's environment, by value or by reference.
///
/// A secret is only ever a reference: settings are stored in the ledger as they are.
public sealed interface Setting {

    /// The text itself, which is no secret.
    record Value(String text) implements Setting {}

    /// Where the text is kept, which may be a secret.
    sealed interface Reference extends Setting {

        /// Reads it.
        ///
        /// @param name of the variable that it is for
        /// @throws DeployException when it is not there
        String read(String name);
    }

    /// What the file holds when the instance starts, without line breaks at its end.
    record OfFile(Path file) implements Reference {
        @Override
        public String read(String name) {
            try {
                return Files.readString(file).stripTrailing();
            } catch (IOException e) {
                throw new DeployException("cannot read " + file + " for the setting " + name, e);
            }
        }
    }

    /// What the variable holds in the environment of the process that starts the instance.
    record OfEnvironment(String variable) implements Reference {
        @Override
        public String read(String name) {
            return Optional.ofNullable(System.getenv(variable))
                    .orElseThrow(() ->
                            new DeployException(
                                    "the setting "
                                            + name
                                            + " is to come from the variable "
                                            + variable
                                            + ", which is not set: set it, and run again"));
        }
    }
}
