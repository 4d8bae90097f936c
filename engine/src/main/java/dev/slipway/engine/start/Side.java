package dev.slipway.engine.start;

/// The one or the other end of a release: of its code or of its schema.
public enum Side {
    OLD("old"),
    NEW("new");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
