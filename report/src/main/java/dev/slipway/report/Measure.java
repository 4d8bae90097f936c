package dev.slipway.report;

import java.time.Duration;

/// One length of time of a [Bar].
///
/// @param what it is the length of, such as `took` or `stops writes`
public record Measure(String what, Duration length, Tone tone) {}
