package dev.slipway.service.config;

import java.nio.file.Path;
import java.util.List;

/// What one source says about one key. None of them prints what it holds: it may be a secret.
sealed interface Given {

    DeclaredKey key();

    Source source();

    /// One text; items of a list have commas between.
    record Plain(DeclaredKey key, Source source, String text) implements Given {
        @Override
        public String toString() {
            return key.path() + " from " + source;
        }
    }

    /// The items of a list.
    record Listed(DeclaredKey key, Source source, List<String> texts) implements Given {
        public Listed {
            texts = List.copyOf(texts);
        }

        @Override
        public String toString() {
            return key.path() + " from " + source;
        }
    }

    /// A secret that stands in a file of its own.
    record InFile(DeclaredKey key, Source source, Path file) implements Given {}

    /// Something that has been complained of already.
    record Broken(DeclaredKey key, Source source) implements Given {}
}
