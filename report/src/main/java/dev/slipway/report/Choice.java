package dev.slipway.report;

/// One of several ways, with what is known of it.
///
/// @param status in a word or two, such as `works`
/// @param sentence begins with the status, and goes on with what makes it so
/// @param recommended whether it is the one to take
public record Choice(String name, String status, Tone tone, String sentence, boolean recommended) {

    public Choice {
        if (!sentence.startsWith(status)) {
            throw new IllegalArgumentException(
                    "the sentence does not begin with \"%s\": %s".formatted(status, sentence));
        }
    }

    /// The sentence after its status.
    String reason() {
        return sentence.substring(status.length());
    }
}
