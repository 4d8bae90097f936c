package dev.slipway.engine.rehearse;

import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.Spot;
import dev.slipway.report.Json;
import dev.slipway.report.Place;

/// Where and why the migrations would stop.
///
/// @param at in the file: the statement, or the word in it that the server points at
/// @param error in the server's words
/// @param hint what to do
public record FailedStatement(String migration, Spot at, String error, String hint) {

    static FailedStatement of(Outcome.Failed failed) {
        return new FailedStatement(
                failed.migration().file(), failed.at(), failed.error(), failed.hint());
    }

    public Json.Obj toJson() {
        return at.putInto(Json.object().put("migration", migration)).put("error", error);
    }

    /// Of the failure, as editors open it.
    Place place() {
        return Place.at(migration, at.line(), at.column());
    }
}
