package dev.slipway.migrate;

/// One row of `_sqlx_migrations`.
///
/// @param checksum in hexadecimal digits
record AppliedRow(long version, String description, boolean success, String checksum) {}
