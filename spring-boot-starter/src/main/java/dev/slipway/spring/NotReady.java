package dev.slipway.spring;

/// Why something that the application needs is not there.
final class NotReady extends Exception {

    NotReady(String why) {
        super(why);
    }
}
