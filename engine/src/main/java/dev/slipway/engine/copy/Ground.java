package dev.slipway.engine.copy;

import dev.slipway.engine.postgres.PgTools;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The server of a copy, made like the source's before anything is restored, as far as it can be.
///
/// @param notes what could not be taken over, each a sentence without its full stop
record Ground(Site site, List<String> notes) {

    private static final String CREATE_ROLE =
            """
            do $do$
            begin
              if to_regrole('%s') is null then
                create role %s nologin;
              end if;
            end
            $do$
            """;

    private static final String SIZE =
            "select pg_database_size(oid) from pg_database where datname = ?";

    private static final String DUPLICATE = "42710";

    static Ground on(Site site) {
        return new Ground(site, new ArrayList<>());
    }

    /// Makes the roles, the settings and the database of `source`.
    ///
    /// @return what is to be set once the dump is restored
    Scaffold prepare(Source source, PgTools tools) {
        var scaffold = Scaffold.of(source.url(), site.database());
        if (site.isOurs() && takesOver(ServerSettings.of(source.url(), tools))) {
            site.restart();
        }
        onServer(server -> {
            Extensions.require(server, source.extensions(), site.major());
            if (site.isOurs()) {
                scaffold.roles().forEach(sql -> attempt(server, sql));
            } else {
                notes.add(
                        "owners, privileges, roles and settings of the source stay out of a lent server");
            }
            create(server, source.locality());
        });
        return scaffold;
    }

    private boolean takesOver(ServerSettings settings) {
        var restart = new boolean[1];
        onServer(server -> {
            restart[0] = settings.apply(server, notes);
            execute(server, "select pg_reload_conf()");
        });
        return restart[0];
    }

    /// After the restoring: rights on the database, and what is set for it and for roles.
    void finish(Scaffold scaffold) {
        if (site.isOurs()) {
            onServer(server -> {
                scaffold.rights().forEach(sql -> attempt(server, sql));
                scaffold.session().forEach(sql -> attempt(server, sql));
            });
        }
    }

    /// What the copy takes on the disk by now; less than nothing where it cannot be asked.
    long size() {
        try (var connection = site.url("postgres").connect("slipway copy");
                var query = connection.prepareStatement(SIZE)) {
            query.setString(1, site.database());
            try (var row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : -1;
            }
        } catch (SQLException atItsBeginningOrEnd) {
            return -1;
        }
    }

    /// An empty database, for what has no source to ask.
    void createDatabase() {
        onServer(server -> execute(server, create("")));
    }

    /// @param quoted names of roles, as SQL writes them
    void createRoles(Collection<String> quoted) {
        onServer(server -> {
            for (var role : quoted) {
                execute(server, CREATE_ROLE.formatted(role.replace("'", "''"), role));
            }
        });
    }

    /// A role that may do in the copy what an owner may.
    void createOwner(String role) {
        createRoles(List.of(Identifiers.quote(role)));
        onServer(server ->
                execute(
                        server,
                        "alter database %s owner to %s"
                                .formatted(
                                        Identifiers.quote(site.database()),
                                        Identifiers.quote(role))));
    }

    /// Where this machine does not know how the source sorts, the copy sorts by bytes.
    private void create(Connection server, Source.Locality like) throws SQLException {
        var encoding = " encoding " + literal(like.encoding());
        var sorted =
                " lc_collate %s lc_ctype %s"
                        .formatted(literal(like.collate()), literal(like.ctype()));
        try {
            execute(server, create(encoding + sorted + provider(like)));
        } catch (SQLException e) {
            notes.add(
                    "the source sorts by %s, which the server of the copy cannot (%s): the copy sorts by bytes; install that locale"
                            .formatted(like.locale().orElse(like.collate()), Refusals.words(e)));
            execute(server, create(encoding + " lc_collate 'C' lc_ctype 'C'"));
        }
    }

    private static String provider(Source.Locality like) {
        Optional<String> clause =
                switch (like.provider()) {
                    case "i" ->
                            like.locale()
                                    .map(name ->
                                            " locale_provider icu icu_locale " + literal(name));
                    case "b" ->
                            like.locale()
                                    .map(name ->
                                            " locale_provider builtin builtin_locale "
                                                    + literal(name));
                    default -> Optional.empty();
                };
        return clause.orElse("");
    }

    private String create(String how) {
        return "create database %s template template0%s"
                .formatted(Identifiers.quote(site.database()), how);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// One that is there already, as our own superuser may be, is no matter.
    private void attempt(Connection server, String sql) {
        try {
            execute(server, sql);
        } catch (SQLException e) {
            if (!DUPLICATE.equals(e.getSQLState())) {
                notes.add("not taken over: %s (%s)".formatted(sql, Refusals.words(e)));
            }
        }
    }

    private static void execute(Connection server, String sql) throws SQLException {
        try (var statement = server.createStatement()) {
            statement.execute(sql);
        }
    }

    private void onServer(Work work) {
        DatabaseUrl url = site.url("postgres");
        try (var connection = url.connect("slipway copy")) {
            work.on(connection);
        } catch (SQLException e) {
            throw new CopyException(
                    "cannot prepare the server of the copy, %s: %s".formatted(url, e.getMessage()),
                    e);
        }
    }

    private interface Work {
        void on(Connection server) throws SQLException;
    }
}
