package dev.slipway.migrate.privilege;

import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;

/// A privilege that a role lacks, and the first place that needs it.
///
/// @param privilege a word such as `create` or `ownership`
/// @param on what it is a privilege on, such as `table public.room`
/// @param remedy one sentence: who gives it, and how
public record Missing(Place place, String role, String privilege, String on, String remedy) {

    public Finding finding() {
        return new Finding(
                "privilege/" + privilege.replace(' ', '-'),
                Severity.ERROR,
                place,
                "The role " + role + " has no " + privilege + what() + ".",
                "",
                remedy);
    }

    private String what() {
        if (on.isEmpty()) {
            return "";
        }
        return (privilege.equals("ownership") ? " of " : " on ") + on;
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("privilege", privilege)
                .put("on", on)
                .put("role", role)
                .put("place", place.toString())
                .put("remedy", remedy);
    }
}
