package dev.slipway.cli;

import dev.slipway.migrate.DatabaseUrl;
import java.util.ArrayList;
import java.util.regex.Pattern;

/// A database named by `name=value` words, as libpq and goose take it, written as a URL.
final class ConnectionString {

    private static final Pattern WORD =
            Pattern.compile("\\s*([a-z_]+)\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|([^\\s']*))\\s*");

    private ConnectionString() {}

    /// The same as a URL; what is one already is left as it is.
    static String toUrl(String text) {
        if (text.contains("://")) {
            return text;
        }
        var parameters = new ArrayList<String>();
        var word = WORD.matcher(text);
        int at = 0;
        while (word.find(at) && word.start() == at) {
            var value = word.group(2) == null ? word.group(3) : word.group(2);
            parameters.add(
                    word.group(1) + "=" + DatabaseUrl.encode(value.replaceAll("\\\\(.)", "$1")));
            at = word.end();
        }
        if (at < text.length()) {
            throw new ConfigurationException(
                    "GOOSE_DBSTRING is neither a URL nor words like host=… user=… dbname=…: write it as one"
                            + " of the two");
        }
        return "postgres:///?" + String.join("&", parameters);
    }
}
