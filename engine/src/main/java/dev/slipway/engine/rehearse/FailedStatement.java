package dev.slipway.engine.rehearse;

import dev.slipway.migrate.Outcome;
import dev.slipway.report.Json;

/// Where and why the migrations would stop.
///
/// @param line in the file, of the statement or of the word in it that the server points at
/// @param error in the server's words
/// @param hint what to do
public record FailedStatement(String migration, int line, String error, String hint) {

    static FailedStatement of(Outcome.Failed failed) {
        return new FailedStatement(
                failed.migration().file(), failed.line(), failed.error(), failed.hint());
    }

    public Json.Obj toJson() {
        return Json.object().put("migration", migration).put("line", line).put("error", error);
    }
}
