package dev.slipway.migrate;

/// Writes how many of something there are as a person would say it.
final class Counts {

    private Counts() {}

    static String of(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
