package dev.slipway.migrate;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a [DatabaseUrl]. No message of it repeats the URL, which may hold a password.
final class DatabaseUrlParser {

    private static final Pattern URL =
            Pattern.compile(
                    "(?:jdbc:)?postgres(?:ql)?://"
                            + "(?:(?<user>[^:@/?]*)(?::(?<password>[^/?]*))?@)?"
                            + "(?<host>\\[[^]]+]|[^:/?,\\[]*)(?::(?<port>[^/?,]*))?"
                            + "(?:/(?<database>[^?]*))?"
                            + "(?:\\?(?<parameters>.*))?");

    private static final Pattern SEVERAL_HOSTS = Pattern.compile("[a-z:]+//[^/?]*,[^/?]*.*");

    /// libpq's names, as pgjdbc calls them.
    private static final Map<String, String> RENAMED =
            Map.ofEntries(
                    Map.entry("connect_timeout", "connectTimeout"),
                    Map.entry("application_name", "ApplicationName"),
                    Map.entry("sslmode", "sslmode"),
                    Map.entry("sslrootcert", "sslrootcert"),
                    Map.entry("sslcert", "sslcert"),
                    Map.entry("sslkey", "sslkey"),
                    Map.entry("sslpassword", "sslpassword"),
                    Map.entry("channel_binding", "channelBinding"),
                    Map.entry("gssencmode", "gssEncMode"),
                    Map.entry("options", "options"),
                    Map.entry("search_path", "currentSchema"));

    /// Variables of libpq that stand for parameters.
    private static final Map<String, String> VARIABLES =
            Map.of(
                    "PGSSLMODE", "sslmode",
                    "PGSSLROOTCERT", "sslrootcert",
                    "PGSSLCERT", "sslcert",
                    "PGSSLKEY", "sslkey",
                    "PGCONNECT_TIMEOUT", "connect_timeout");

    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private final Map<String, String> environment;

    DatabaseUrlParser(Map<String, String> environment) {
        this.environment = environment;
    }

    DatabaseUrl parse(String url) {
        var matcher = URL.matcher(url.strip());
        if (!matcher.matches()) {
            if (SEVERAL_HOSTS.matcher(url.strip()).matches()) {
                throw severalHosts();
            }
            throw new IllegalArgumentException(
                    "not a database URL: write it as postgres://user@host:port/database");
        }
        var parameters = parameters(part(matcher, "parameters").orElse(""));
        var host = take(parameters, "host").or(() -> decoded(matcher, "host"));
        var user =
                take(parameters, "user")
                        .or(() -> decoded(matcher, "user"))
                        .or(() -> variable("PGUSER"))
                        .orElse(System.getProperty("user.name"));
        var password =
                take(parameters, "password")
                        .or(() -> decoded(matcher, "password"))
                        .or(() -> variable("PGPASSWORD"));
        var passFile = take(parameters, "passfile").or(() -> variable("PGPASSFILE"));
        VARIABLES.forEach((variable, name) ->
                variable(variable).ifPresent(value -> parameters.putIfAbsent(name, value)));
        check(parameters);
        return new DatabaseUrl(
                host(host.or(() -> variable("PGHOST")).orElse("localhost")),
                port(take(parameters, "port").or(() -> part(matcher, "port"))),
                user,
                take(parameters, "dbname")
                        .or(() -> decoded(matcher, "database"))
                        .or(() -> variable("PGDATABASE"))
                        .orElse(user),
                password.map(Password::new),
                passFile.map(Path::of),
                properties(parameters, url.strip().startsWith("jdbc:")));
    }

    private static String host(String host) {
        if (host.contains(",")) {
            throw severalHosts();
        }
        if (UnixSocket.isFolder(host)) {
            return host.replaceFirst("(?<=.)/+$", "");
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static IllegalArgumentException severalHosts() {
        return new IllegalArgumentException(
                "the database URL names several hosts, of which only one can be migrated: name the"
                        + " primary alone");
    }

    private static void check(Map<String, String> parameters) {
        var mode = Optional.ofNullable(parameters.get("sslmode"));
        if (mode.isPresent() && !SSL_MODES.contains(mode.get())) {
            throw new IllegalArgumentException(
                    "there is no sslmode "
                            + mode.get()
                            + ": it is disable, allow, prefer, require, verify-ca or verify-full");
        }
        var timeout = Optional.ofNullable(parameters.get("connect_timeout"));
        if (timeout.isPresent() && !timeout.get().matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException(
                    "connect_timeout is a number of seconds, not " + timeout.get());
        }
    }

    private int port(Optional<String> given) {
        var text = given.or(() -> variable("PGPORT")).orElse("5432");
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535 || text.matches("0+")) {
            throw new IllegalArgumentException(
                    "the port in the database URL is no number from 1 to 65535; a password that"
                            + " holds / ? # or @ must be percent-encoded");
        }
        return Integer.parseInt(text);
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                throw new IllegalArgumentException(
                        "the database URL has a parameter without a value: write name=value");
            }
        }
        return parameters;
    }

    /// Parameters with `x-` are golang-migrate's own; with one host, which of several to take is no
    /// question.
    private static Map<String, String> properties(Map<String, String> parameters, boolean jdbc) {
        var properties = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> {
            if (name.startsWith("x-") || name.equals("target_session_attrs")) {
                return;
            }
            var property = RENAMED.get(name);
            if (property == null && !jdbc) {
                throw new IllegalArgumentException(
                        "the database URL has a parameter that is not known: " + name);
            }
            properties.put(property == null ? name : property, value);
        });
        return properties;
    }

    private static Optional<String> take(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.remove(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<String> part(Matcher matcher, String name) {
        return Optional.ofNullable(matcher.group(name)).filter(value -> !value.isEmpty());
    }

    private static Optional<String> decoded(Matcher matcher, String name) {
        return part(matcher, name).map(DatabaseUrlParser::decode);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    /// In the path of a URL a plus sign stands for itself.
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the database URL has a % that no two hexadecimal digits follow: write it as %25",
                    e);
        }
    }
}
