package dev.slipway.service.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What stands in a file, before anybody asks whether it may. Each part has its line, counted from
/// 1, or 0 where the format does not tell it.
sealed interface Node {

    int line();

    /// What it is, in a message.
    String what();

    /// One value as it was written.
    ///
    /// @param number whether the format read it as a number, and may not have kept its text
    record Scalar(String text, boolean number, int line) implements Node {
        @Override
        public String what() {
            return number ? "a number" : "one value";
        }

        /// Without the text, which may be a secret.
        @Override
        public String toString() {
            return "a value in line " + line;
        }
    }

    /// A list.
    record Items(List<Node> items, int line) implements Node {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String what() {
            return "a list";
        }
    }

    /// Names with what stands below them.
    record Fields(Map<String, Node> fields, int line) implements Node {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String what() {
            return "a group of keys";
        }
    }

    /// A name without a value.
    record Nothing(int line) implements Node {
        @Override
        public String what() {
            return "empty";
        }
    }

    /// Something that has been complained of already.
    record Refused(int line) implements Node {
        @Override
        public String what() {
            return "refused";
        }
    }
}
