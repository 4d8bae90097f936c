package dev.slipway.migrate;

import dev.slipway.report.Json;

/// A migration that was, or was to be, taken back.
///
/// @param file its down script, for messages
/// @param kept whether the script came from the bookkeeping and not from a file
public record Reverted(String version, String description, String file, boolean kept) {

    Json.Obj toJson() {
        return Json.object()
                .put("version", version)
                .put("description", description)
                .put("file", file)
                .put("from_bookkeeping", kept);
    }
}
