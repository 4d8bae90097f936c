package dev.slipway.migrate;

import dev.slipway.migrate.format.Migration;
import java.time.Duration;

/// A migration that was applied just now, and how long it took.
public record Applied(Migration migration, Duration took) {}
