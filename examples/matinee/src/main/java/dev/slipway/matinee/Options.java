package dev.slipway.matinee;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The `--name value` pairs of a command line.
///
/// Every mistake is an [IllegalArgumentException] with a sentence for whoever typed it.
record Options(Map<String, List<String>> values) {

    static Options parse(List<String> arguments, Set<String> known) {
        var values = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i);
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no option "
                                + name
                                + "; there are "
                                + String.join(", ", known)
                                + ".");
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " wants a value.");
            }
            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(arguments.get(i + 1));
        }
        return new Options(values);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<String> last(String name) {
        return all(name).stream().reduce((_, later) -> later);
    }

    String required(String name) {
        return last(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing."));
    }

    /// `true` or `false`; false when it is not given.
    boolean flag(String name) {
        var text = last(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(name + " is true or false, not '" + text + "'.");
        }
        return text.equals("true");
    }

    int number(String name, int otherwise) {
        return last(name).map(text -> number(name, text)).orElse(otherwise);
    }

    Duration milliseconds(String name, int otherwise) {
        return Duration.ofMillis(number(name, otherwise));
    }

    URI url(String name) {
        var url = URI.create(required(name));
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException(name + " is an http:// address, not " + url + ".");
        }
        return url;
    }

    /// A comma-separated list of ids.
    List<Long> numbers(String name, String otherwise) {
        return Arrays.stream(last(name).orElse(otherwise).split(",", -1))
                .map(text -> (long) number(name, text))
                .toList();
    }

    /// `host:port` as an address.
    static URI address(String hostAndPort) {
        if (!hostAndPort.matches("[A-Za-z0-9.-]+:[0-9]{1,5}")) {
            throw new IllegalArgumentException("'" + hostAndPort + "' is not HOST:PORT.");
        }
        return URI.create("http://" + hostAndPort);
    }

    private static int number(String name, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(name + " is a whole number, not '" + text + "'.");
        }
        return Integer.parseInt(text);
    }
}
