package dev.slipway.report;

import java.util.regex.Pattern;

/// One observed fact, with where it was seen and what to do about it.
///
/// @param rule a stable slug that names the kind of finding, such as `lock/blocks-writes`
/// @param fact one sentence: what is, or what would happen
/// @param evidence what was seen that makes it a fact, such as the server's own error
/// @param remedy one sentence: what to do; empty when nothing needs doing
public record Finding(
        String rule, Severity severity, Place place, String fact, String evidence, String remedy) {

    private static final Pattern RULE = Pattern.compile("[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*");

    public Finding {
        if (!RULE.matcher(rule).matches()) {
            throw new IllegalArgumentException("not a rule id of the form area/slug: " + rule);
        }
        if (fact.isBlank()) {
            throw new IllegalArgumentException("a finding without a fact: " + rule);
        }
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("rule", rule)
                .put("severity", severity.word())
                .put("place", place.toString())
                .put("fact", fact)
                .put("evidence", evidence)
                .put("remedy", remedy);
    }
}
