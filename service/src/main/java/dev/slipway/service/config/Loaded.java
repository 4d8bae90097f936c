package dev.slipway.service.config;

import dev.slipway.report.Exit;
import dev.slipway.report.Finding;
import dev.slipway.report.Report;
import java.util.List;

/// What came of reading a configuration: all of it, or everything that is wrong with it.
public sealed interface Loaded<T extends Record> {

    /// Nothing is wrong.
    ///
    /// @param value the service's own record
    /// @param effective the same to be shown
    record Ready<T extends Record>(T value, Effective effective) implements Loaded<T> {

        /// Without the values: a URL in them would print its password.
        @Override
        public String toString() {
            return effective.entries().size() + " keys";
        }
    }

    /// Something is, and here is all of it.
    ///
    /// @param exit what the service ends with: 2 where the command line is wrong or its file cannot
    ///   be had, and 3 otherwise
    record Invalid<T extends Record>(List<Finding> findings, Exit exit) implements Loaded<T> {
        public Invalid {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("invalid, and nothing is wrong");
            }
        }
    }

    /// How `config validate` and `config show` end.
    default Exit exit() {
        return this instanceof Invalid<T> invalid ? invalid.exit() : Exit.DONE;
    }

    /// What `config validate` prints.
    default Report validation() {
        return this instanceof Ready<T> ready
                ? ConfigReport.valid(ready.effective())
                : ConfigReport.invalid(((Invalid<T>) this).findings());
    }

    /// What `config show` prints; where something is wrong, what `config validate` does.
    default Report shown() {
        return this instanceof Ready<T> ready
                ? ConfigReport.shown(ready.effective())
                : validation();
    }
}
