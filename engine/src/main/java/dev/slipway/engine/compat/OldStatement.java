package dev.slipway.engine.compat;

/// One statement that the old version sends.
///
/// @param source where it was read: `file.sql:12`, or the name of a file that holds only it
/// @param sql with `$1`, `$2`, … for its parameters
public record OldStatement(String source, String sql) {}
