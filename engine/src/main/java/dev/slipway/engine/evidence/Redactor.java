package dev.slipway.engine.evidence;

import dev.slipway.report.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes secrets out of text before it is stored, hashed or shown.
///
/// It knows the values of the secrets in use, and the shapes in which a password stands in a URL, a
/// connection string or a variable, so that one that it was never told is caught as well.
public final class Redactor {

    /// Stands where a secret was.
    public static final String MARK = "[redacted]";

    private static final Pattern IN_URL = Pattern.compile("(://[^\\s:/@]*:)[^\\s/@]+(@)");

    private static final Pattern ASSIGNED =
            Pattern.compile(
                    "(?i)\\b(pgpassword|password|passwd|pwd)(\\s*=\\s*)('[^']*'|[^\\s&;,\"']+)");

    private final List<String> secrets;

    private Redactor(Collection<String> secrets) {
        this.secrets =
                secrets.stream()
                        .filter(secret -> !secret.isBlank())
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
    }

    /// Knows these values, and the shapes.
    public static Redactor of(Collection<String> secrets) {
        return new Redactor(secrets);
    }

    /// Knows these as well.
    public Redactor and(Collection<String> more) {
        Set<String> all = new HashSet<>(secrets);
        all.addAll(more);
        return new Redactor(all);
    }

    public String redact(String text) {
        var clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret, MARK);
        }
        clean = IN_URL.matcher(clean).replaceAll("$1" + MARK + "$2");
        return ASSIGNED.matcher(clean).replaceAll("$1$2" + MARK);
    }

    /// The same value with every text in it redacted; a secret is found before JSON escapes it.
    public Json redact(Json value) {
        return switch (value) {
            case Json.Obj obj -> redact(obj);
            case Json.Arr(var items) -> Json.array(items, this::redact);
            case Json.Str(var text) -> new Json.Str(redact(text));
            case Json.Num num -> num;
            case Json.Bool bool -> bool;
            case Json.Null none -> none;
        };
    }

    public Json.Obj redact(Json.Obj obj) {
        var fields = new LinkedHashMap<String, Json>();
        obj.fields().forEach((name, value) -> fields.put(redact(name), redact(value)));
        return new Json.Obj(fields);
    }
}
