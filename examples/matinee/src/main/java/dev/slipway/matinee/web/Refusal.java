package dev.slipway.matinee.web;

/// A request that is answered with an error: its HTTP status and one sentence for whoever sent it.
final class Refusal extends RuntimeException {

    private final int status;

    Refusal(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
