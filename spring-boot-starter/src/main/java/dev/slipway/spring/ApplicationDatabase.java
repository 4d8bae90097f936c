package dev.slipway.spring;

import dev.slipway.migrate.DatabaseUrl;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// The database that the application's pool connects to, to be reached without the pool: a
/// migration wants sessions of its own.
final class ApplicationDatabase {

    private static final String REMEDY =
            "Declare a bean of type DatabaseUrl, or set slipway.migrations.enabled=false.";

    private ApplicationDatabase() {}

    static DatabaseUrl url(@Nullable JdbcConnectionDetails details) {
        if (details == null) {
            throw new StartRefused(
                    "What database to migrate is not known: the DataSource was not made from"
                            + " spring.datasource, nor from one JdbcConnectionDetails.",
                    REMEDY);
        }
        try {
            return url(details.getJdbcUrl(), details.getUsername(), details.getPassword());
        } catch (IllegalArgumentException e) {
            throw new StartRefused(e, REMEDY);
        }
    }

    /// What the URL has itself goes before, as it does for the driver.
    private static DatabaseUrl url(String url, @Nullable String user, @Nullable String password) {
        var besides = new HashMap<String, String>();
        Optional.ofNullable(System.getenv("PGPASSFILE"))
                .ifPresent(file -> besides.put("PGPASSFILE", file));
        Optional.ofNullable(user).ifPresent(name -> besides.put("PGUSER", name));
        Optional.ofNullable(password).ifPresent(secret -> besides.put("PGPASSWORD", secret));
        return DatabaseUrl.parse(url, besides);
    }
}
