package dev.slipway.engine.release;

import dev.slipway.engine.validate.Check;
import dev.slipway.report.Json;
import java.net.URI;

/// How checks are written in the ledger.
final class CheckFormat {

    private CheckFormat() {}

    static Json.Obj write(Check check) {
        return switch (check) {
            case Check.HttpReady(var url, var version) -> {
                var json = Json.object().put("check", "http-ready").put("url", url.toString());
                yield version.map(name -> json.put("version", name)).orElse(json);
            }
            case Check.SchemaState(var database, var migrations, var aheadAllowed) ->
                    Json.object()
                            .put("check", "schema-state")
                            .put("database", database)
                            .put("migrations", migrations.toString())
                            .put("ahead_allowed", aheadAllowed);
            case Check.Command(var name, var words, var limit) ->
                    Json.object()
                            .put("check", "command")
                            .put("name", name)
                            .put("words", Json.strings(words))
                            .put("limit", limit.toString());
        };
    }

    static Check read(Fields fields) {
        var kind = fields.text("check");
        return switch (kind) {
            case "http-ready" ->
                    new Check.HttpReady(URI.create(fields.text("url")), fields.optional("version"));
            case "schema-state" ->
                    new Check.SchemaState(
                            fields.text("database"),
                            fields.path("migrations"),
                            fields.flag("ahead_allowed"));
            case "command" ->
                    new Check.Command(
                            fields.text("name"), fields.texts("words"), fields.duration("limit"));
            default ->
                    throw new ReleaseException(
                            "this Slipway knows no check of kind "
                                    + kind
                                    + ": go on with the Slipway that wrote it, or a newer one");
        };
    }
}
