package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A database of one version of Matinee, and what can be done with it and the next.
///
/// @param home for what it writes
record Neighbours(DatabaseUrl database, Tool tool, Path home) {

    /// Whose history the migrations are kept in.
    enum Tool {
        SQLX("migrations"),
        GOOSE("goose");

        private final String folder;

        Tool(String folder) {
            this.folder = folder;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Path VERSIONS =
            Path.of("../examples/matinee/target/versions").toAbsolutePath().normalize();

    private static final String SESSION_KEY = "the-same-for-every-version-of-the-neighbours";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern LISTENING =
            Pattern.compile("\"event\":\"started\",\"port\":(\\d+)");

    /// Of every row but the one that a version writes to show that it runs, whatever the order of
    /// rows and columns.
    private static final String DIGEST =
            """
            select md5(string_agg(row, '' order by row))
              from (select md5(to_jsonb(m)::text) as row from member m where handle <> 'neighbour'
                    union all
                    select md5(to_jsonb(r)::text) from room r
                    union all
                    select md5(to_jsonb(e)::text) from room_event e
                    union all
                    select md5(to_jsonb(p)::text) from playlist_item p) everything
            """;

    /// The database is brought there from 1.0.0, with data from then.
    static Neighbours at(String version, Tool tool, DatabaseUrl database, Path home)
            throws Exception {
        var matinee = new Neighbours(database, tool, home);
        matinee.db("1.0.0", "migrate");
        var seed =
                matinee.java(
                        "1.0.0", "seed", "--rooms", "100", "--members", "200", "--events", "2000");
        seed.add("--database-url");
        seed.add(database.toReference());
        matinee.end(new ProcessBuilder(seed));
        matinee.db(version, "migrate");
        return matinee;
    }

    /// What the rehearsal recommends, and what after half an hour.
    String ways(String from, String to) {
        return ways(rehearse(from, to));
    }

    static String ways(Slipway rehearsed) {
        var json = json(rehearsed);
        return json.path("recommended").asString()
                + ", then "
                + json.path("after_30_minutes").asString("nothing");
    }

    /// The verdict on each down script.
    List<String> downs(String from, String to) {
        var downs = json(rehearse(from, to)).path("down");
        return StreamSupport.stream(downs.spliterator(), false)
                .map(down -> down.path("verdict").asString())
                .toList();
    }

    Slipway rehearse(String from, String to, String... more) {
        var words = new ArrayList<>(List.of("rehearse", "--output", "json"));
        words.addAll(List.of("--old-sql", VERSIONS.resolve(from).resolve("queries").toString()));
        words.addAll(List.of("--old-version", from, "--new-version", to));
        words.addAll(files(to));
        words.addAll(List.of(more));
        return Slipway.in(home, words.toArray(String[]::new));
    }

    void db(String version, String... command) {
        var words = new ArrayList<>(List.of("db"));
        words.addAll(List.of(command));
        words.addAll(files(version));
        var ended = Slipway.in(home, words.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    }

    /// Starts, reads, writes, and ends when it is told to.
    void assertRuns(String version) throws Exception {
        var output = Files.createTempFile(home, "web-", ".log");
        var process = web(version, output);
        try {
            while (process.isAlive() && !Files.readString(output).contains("\"ready\"")) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            var seen = Files.readString(output);
            var port = LISTENING.matcher(seen);
            assertThat(port.find() && process.isAlive()).as(seen).isTrue();
            assertThat(answers(Integer.parseInt(port.group(1)))).containsExactly(200, 200);
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /// Its code and the schema do not fit.
    void assertDoesNotStart(String version, String why) throws Exception {
        assertEnds(version, 1, why);
    }

    /// Its configuration is not the one that it must have; everything that is wrong is named.
    void assertRefuses(String version, String... wrong) throws Exception {
        assertEnds(version, 3, wrong);
    }

    private void assertEnds(String version, int exit, String... said) throws Exception {
        var output = Files.createTempFile(home, "web-", ".log");
        var process = web(version, output);
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        var seen = Files.readString(output);
        assertThat(process.exitValue()).as(seen).isEqualTo(exit);
        assertThat(seen).contains(said).doesNotContain(SESSION_KEY);
    }

    String digest() throws SQLException {
        try (var connection = database.connect("test");
                var statement = connection.createStatement();
                var row = statement.executeQuery(DIGEST)) {
            row.next();
            return row.getString(1);
        }
    }

    /// One of the server's own programs, on the database.
    void shell(String... words) throws Exception {
        var command = new ArrayList<>(List.of(words));
        command.add(1, "--dbname=" + database.toReference());
        end(new ProcessBuilder(command));
    }

    private Process web(String version, Path output) throws IOException {
        var builder = new ProcessBuilder(java(version, "web")).redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("MATINEE_SERVER_PORT", "0");
        environment.put("MATINEE_SERVER_INSTANCE", "a");
        environment.put("MATINEE_DATABASE_URL", database.toReference());
        environment.put("MATINEE_DATABASE_AHEAD", "tolerate");
        environment.put("MATINEE_DATABASE_MIGRATIONS", tool.word());
        environment.put("MATINEE_DRAIN_DEREGISTER", "0s");
        environment.put("MATINEE_SECRETS_SESSION_KEY", SESSION_KEY);
        return builder.redirectOutput(output.toFile()).start();
    }

    /// The status of a read and of a write.
    private static List<Integer> answers(int port) throws IOException, InterruptedException {
        var service = URI.create("http://127.0.0.1:" + port);
        try (var client = HttpClient.newHttpClient()) {
            var rooms = HttpRequest.newBuilder(service.resolve("/rooms")).build();
            var member =
                    HttpRequest.newBuilder(service.resolve("/members/neighbour"))
                            .header("Content-Type", "application/json")
                            .PUT(BodyPublishers.ofString("{\"display_name\":\"Next Door\"}"))
                            .build();
            return List.of(
                    client.send(rooms, BodyHandlers.discarding()).statusCode(),
                    client.send(member, BodyHandlers.discarding()).statusCode());
        }
    }

    private List<String> files(String version) {
        return List.of(
                "--migrations",
                VERSIONS.resolve(version).resolve(tool.folder).toString(),
                "--format",
                tool.word(),
                "--database-url",
                database.toReference());
    }

    private List<String> java(String version, String... words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-jar"));
        command.add(VERSIONS.resolve(version).resolve("matinee.jar").toString());
        command.addAll(List.of(words));
        return command;
    }

    private void end(ProcessBuilder builder) throws IOException, InterruptedException {
        var output = Files.createTempFile(home, "program-", ".log");
        var process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    private static JsonNode json(Slipway rehearsed) {
        return new JsonMapper().readTree(rehearsed.out());
    }
}
