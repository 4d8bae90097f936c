package dev.slipway.migrate;

/// A password that cannot be printed: it is read only where a connection or a child process is
/// made.
final class Password {

    private final String value;

    Password(String value) {
        this.value = value;
    }

    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(password)";
    }
}
