package dev.slipway.engine.postgres;

import static java.util.stream.Collectors.toCollection;

import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// PostgreSQL's own client tools, of one version: `pg_dump`, `pg_restore` and `psql`.
///
/// They run as child processes; a password reaches them by their environment or a passfile, never
/// by their arguments, which every user of the machine can read.
public final class PgTools {

    private static final Set<String> NAMES = Set.of("pg_dump", "pg_restore", "psql");

    private final Path bin;
    private final int major;

    private PgTools(Path bin, int major) {
        this.bin = bin;
        this.major = major;
    }

    /// Tools that can dump and restore a server of that major version. The first folder on the PATH
    /// that fits is the operator's choice; after it the newest.
    ///
    /// @throws PostgresException that says which versions were found and what to install
    public static PgTools forServer(int major) {
        var found = found();
        return found.stream()
                .filter(tools -> tools.major >= major)
                .findFirst()
                .orElseThrow(() -> missing(major, found));
    }

    /// The tools of the newest version there is: they read every older dump.
    public static PgTools newest() {
        return found().stream()
                .max(Comparator.comparingInt(PgTools::major))
                .orElseThrow(() ->
                        new PostgresException(
                                "pg_restore is needed and none was found: apt-get install postgresql-client"));
    }

    private static List<PgTools> found() {
        var found = new ArrayList<PgTools>();
        for (var bin : ProgramFolders.ofClients()) {
            if (NAMES.stream().allMatch(name -> Files.isExecutable(bin.resolve(name)))) {
                Binaries.majorOf(bin.resolve("pg_dump"))
                        .ifPresent(major -> found.add(new PgTools(bin, major)));
            }
        }
        return found;
    }

    /// Tools that can dump and restore `database`, which is asked for its version.
    public static PgTools forDatabase(DatabaseUrl database) {
        try (var connection = database.connect("slipway")) {
            return forServer(connection.getMetaData().getDatabaseMajorVersion());
        } catch (SQLException e) {
            throw new PostgresException(
                    "Asking %s for its version failed: %s".formatted(database, e.getMessage()), e);
        }
    }

    public int major() {
        return major;
    }

    /// Runs one of them against `database`, which it finds without being told in the arguments.
    ///
    /// @param tool `pg_dump`, `pg_restore` or `psql`
    /// @throws PostgresException when it cannot run, or was cut short by `limit` or an interrupt
    public ToolRun run(String tool, DatabaseUrl database, List<String> arguments, Duration limit) {
        var words = new ArrayList<>(List.of("--no-password"));
        words.addAll(arguments);
        return command(tool, words).with(database.environment()).run(limit);
    }

    /// Runs one of them on files alone.
    ///
    /// @throws PostgresException when it cannot run, or was cut short by `limit` or an interrupt
    public ToolRun run(String tool, List<String> arguments, Duration limit) {
        return command(tool, arguments).run(limit);
    }

    private Command command(String tool, List<String> arguments) {
        if (!NAMES.contains(tool)) {
            throw new IllegalArgumentException("not a tool of PostgreSQL's: " + tool);
        }
        var words = new ArrayList<String>();
        words.add(bin.resolve(tool).toString());
        words.addAll(arguments);
        return Command.of(words);
    }

    /// The value of `--dbname` that names this database whatever is in its name: by itself, a name
    /// with `=` in it would be read as a connection string.
    public static String named(DatabaseUrl database) {
        var name = database.database().replace("\\", "\\\\").replace("'", "\\'");
        return "dbname='" + name + "'";
    }

    private static PostgresException missing(int major, List<PgTools> found) {
        var majors = found.stream().map(PgTools::major).collect(toCollection(TreeSet::new));
        var versions = majors.isEmpty() ? "none was found" : "found only " + majors;
        return new PostgresException(
                "pg_dump %d or newer is needed for a PostgreSQL %d server, %s: apt-get install postgresql-client-%d"
                        .formatted(major, major, versions, major));
    }
}
