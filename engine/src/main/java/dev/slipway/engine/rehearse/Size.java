package dev.slipway.engine.rehearse;

import java.util.Locale;

/// How a rehearsal writes amounts of bytes.
final class Size {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Size() {}

    /// `312 bytes`, `48 kB`, `1.5 GB`.
    static String text(long bytes) {
        if (bytes < 1024) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double amount = bytes / 1024.0;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return amount < 10 && amount != Math.rint(amount)
                ? String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit])
                : Math.round(amount) + " " + UNITS[unit];
    }
}
