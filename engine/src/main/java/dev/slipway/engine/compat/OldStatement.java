package dev.slipway.engine.compat;

import java.util.Optional;
import java.util.OptionalLong;

/// One statement that the old version sends.
///
/// @param source where it was read: `file.sql:12`, or the name of a file that holds only it
/// @param sql with `$1`, `$2`, … for its parameters
/// @param role that runs it, if that is known
/// @param calls how often the server has run it, if it counted: then it is the server's own
///   rewriting of what was sent, with a parameter in the place of every constant
public record OldStatement(String source, String sql, Optional<String> role, OptionalLong calls) {

    public OldStatement(String source, String sql) {
        this(source, sql, Optional.empty(), OptionalLong.empty());
    }

    OldStatement under(Optional<String> other) {
        return new OldStatement(source, sql, other, calls);
    }
}
