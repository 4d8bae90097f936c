package dev.slipway.engine.rollback;

import java.time.Duration;
import java.time.OffsetDateTime;

/// A backup that was restored and found to be the database.
///
/// @param name what a person would look for
/// @param taken when: what was written after it is what a restore loses
/// @param restore how long restoring took in the drill
public record DrilledBackup(String name, OffsetDateTime taken, Duration restore) {}
