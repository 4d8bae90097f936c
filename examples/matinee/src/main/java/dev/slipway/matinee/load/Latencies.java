package dev.slipway.matinee.load;

/// How long answers took, counted by the millisecond up to a minute.
final class Latencies {

    private static final int LONGEST = 60_000;

    private final int[] counts = new int[LONGEST + 1];
    private int total;
    private int max;

    void add(long milliseconds) {
        var bounded = Math.clamp(milliseconds, 0, LONGEST);
        counts[bounded]++;
        total++;
        max = Math.max(max, bounded);
    }

    int max() {
        return max;
    }

    /// The shortest time within which `share` of the answers came; 0 if there were none.
    int quantile(double share) {
        var wanted = (int) Math.ceil(total * share);
        int seen = 0;
        for (int i = 0; i <= max; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return i;
            }
        }
        return max;
    }
}
