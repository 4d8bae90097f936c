package dev.slipway.migrate;

import dev.slipway.migrate.format.MigrationSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Many schemas of one database, each with a history of its own of the same migrations.
///
/// Asking a thousand of them one by one takes a thousand times as long as asking one. Here the
/// server digests what each holds, and of those that hold the same only one is looked at. What is
/// not ready is then looked at by itself.
public final class Tenants {

    private final Migrator.Builder migrator;
    private final MigrationSet set;
    private final Target target;

    private Tenants(Migrator.Builder migrator, MigrationSet set) {
        this.migrator = migrator.migrations(set);
        this.set = set;
        this.target = this.migrator.target();
        target.table()
                .filter(name -> name.schema().isPresent())
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "each schema has a history of its own, and one table is named for all: "
                                    + name);
                });
    }

    /// @param migrator how to migrate any one of them; its schema is set for each
    public static Tenants of(Migrator.Builder migrator, MigrationSet set) {
        return new Tenants(migrator, set);
    }

    /// Where the schemas stand.
    ///
    /// @param ready in the order in which they were asked for
    /// @param notReady all others that could be asked, by name
    /// @param unknown why the rest could not be asked, by name
    public record Standings(
            List<String> ready, Map<String, Status> notReady, Map<String, String> unknown) {
        public Standings {
            ready = List.copyOf(ready);
            notReady = Map.copyOf(notReady);
            unknown = Map.copyOf(unknown);
        }
    }

    /// Looks, and changes nothing; with many schemas in two sessions.
    ///
    /// @throws MigrateException when the database cannot be asked
    public Standings status(List<String> schemas) {
        var sorting = new Sorting(new TenantSessions(target, set).digests(schemas));
        schemas.stream().distinct().forEach(sorting::add);
        return new Standings(sorting.ready, sorting.notReady, sorting.unknown);
    }

    /// Puts each schema where it belongs.
    private final class Sorting {

        private final Map<String, String> digests;

        /// Whether the schemas of a digest are ready, as the first of them showed.
        private final Map<String, Boolean> readiness = new LinkedHashMap<>();

        private final List<String> ready = new ArrayList<>();
        private final Map<String, Status> notReady = new LinkedHashMap<>();
        private final Map<String, String> unknown = new LinkedHashMap<>();

        private Sorting(Map<String, String> digests) {
            this.digests = digests;
        }

        private void add(String schema) {
            var digest = digests.get(schema);
            if (digest != null && readiness.getOrDefault(digest, false)) {
                ready.add(schema);
                return;
            }
            boolean isReady = look(schema);
            if (digest != null) {
                readiness.put(digest, isReady);
            }
        }

        private boolean look(String schema) {
            try {
                var status = migrator.schema(schema).build().status();
                if (status.state() == State.READY) {
                    ready.add(schema);
                    return true;
                }
                notReady.put(schema, status);
            } catch (MigrateException e) {
                unknown.put(schema, String.valueOf(e.getMessage()));
            }
            return false;
        }
    }
}
