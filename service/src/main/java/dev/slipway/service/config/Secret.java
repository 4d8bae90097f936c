package dev.slipway.service.config;

/// A value that cannot be printed: not by itself, not in a record, and not by a serialiser, since
/// it has no property and is not serialisable. It is read only where it is used.
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /// @throws IllegalArgumentException if it is empty
    public static Secret of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret is not empty");
        }
        return new Secret(value);
    }

    /// The value itself. Whoever asks for it answers for where it goes.
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    /// The same for all, because a hash tells something of what was hashed.
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return Redaction.MARK;
    }
}
