package dev.slipway.migrate;

import java.util.List;

/// One forward migration of a set.
///
/// @param version as the format writes it
/// @param file its name, for messages
/// @param sql the whole text of the file
/// @param checksum as the format computes it, in hexadecimal digits
/// @param transactional whether the file runs in one transaction together with its history row
public record Migration(
        String version,
        String description,
        String file,
        String sql,
        String checksum,
        boolean transactional) {

    public List<Statement> statements() {
        return Statements.split(sql);
    }
}
