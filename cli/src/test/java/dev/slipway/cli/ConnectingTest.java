package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to a server, on one that listens on a Unix socket and has a certificate.
class ConnectingTest {

    /// A server in a user namespace takes every other user for nobody.
    private static final String MAP =
            """
            here root app
            here nobody app
            here %s app
            """
                    .formatted(System.getProperty("user.name"));

    private static final String RULES =
            """
            local all slipway peer
            local all app peer map=here
            hostssl all cert 127.0.0.1/32 cert
            host all all 127.0.0.1/32 scram-sha-256
            """;

    @TempDir private static Path home;
    private static SharedServer server;
    private static Certificates certificates;
    private static Path sockets;

    @TempDir private Path folder;
    private String database = "";
    private int port;

    @BeforeAll
    static void startServer() throws Exception {
        server = SharedServer.start(home);
        // A path that is short enough for a socket, and that the server's account can reach.
        sockets = Files.createTempDirectory(Path.of("/tmp"), "slipway");
        Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwxrwxrwx"));
        certificates = Certificates.in(home.resolve("certificates"));
        certificates.give(server.data());
        server.execute(
                "postgres",
                "create role app login",
                "create role plain login password 'plain'",
                "create role cert login",
                "alter system set unix_socket_directories = '" + sockets + "'",
                "alter system set ssl = on",
                "alter system set ssl_ca_file = 'root.crt'");
        server.accessRules(RULES, MAP);
        server.restart();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
        Files.deleteIfExists(sockets);
    }

    @BeforeEach
    void newDatabase() throws Exception {
        var url = server.newDatabase();
        database = url.database();
        port = url.port();
        server.execute(database, "grant all on schema public to public");
        Files.writeString(folder.resolve("1_a.sql"), "create table a ();");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://app@/{database}?host={sockets}&port={port}",
                "postgres://app@%2F{encoded}:{port}/{database}",
                "jdbc:postgresql:///{database}?host={sockets}&port={port}&user=app",
                "postgres://app@/{database}?host={sockets}/&port={port}&sslmode=require",
            })
    void a_unix_socket_with_peer_authentication_needs_no_password(String url) {
        assertThat(migrate(filled(url))).returns(0, Slipway::exit).returns("", Slipway::err);
    }

    @Test
    void the_socket_may_be_named_by_libpqs_variables() {
        var variables =
                Map.of(
                        "PGHOST",
                        sockets.toString(),
                        "PGPORT",
                        Integer.toString(port),
                        "PGUSER",
                        "app",
                        "PGDATABASE",
                        database);

        var migrated = Slipway.run(variables, "db", "migrate", "--migrations", folder.toString());

        assertThat(migrated).returns(0, Slipway::exit).returns("", Slipway::err);
    }

    @Test
    void another_user_than_the_role_is_refused_in_one_sentence() {
        var refused = migrate(filled("postgres://slipway@/{database}?host={sockets}&port={port}"));

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo(
                        "slipway: cannot connect to postgres://slipway@/%s?host=%s&port=%d: FATAL: Peer authentication failed for user \"slipway\"\n"
                                .formatted(database, sockets, port));
    }

    @Test
    void a_folder_without_a_socket_is_told_in_one_sentence() {
        var refused = migrate(filled("postgres://app@/{database}?host={sockets}&port=1"));

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("no server has a socket for port 1 there")
                .doesNotContain("localhost", "TCP")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "disable, false",
        "prefer, true",
        "require, true",
        "verify-ca&sslrootcert={root}, true",
        "verify-full&sslrootcert={root}, true",
    })
    void each_sslmode_is_kept_to(String mode, boolean encrypted) throws Exception {
        Files.writeString(
                folder.resolve("2_b.sql"),
                "create table seen as select ssl from pg_stat_ssl where pid = pg_backend_pid();");

        var migrated = migrate(tcp("plain", mode));

        assertThat(migrated).returns(0, Slipway::exit).returns("", Slipway::err);
        try (var connection = server.url(database).connect("test");
                var statement = connection.createStatement();
                var row = statement.executeQuery("select ssl from seen")) {
            row.next();
            assertThat(row.getBoolean(1)).isEqualTo(encrypted);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    verify-full                            | SSL root certificate file
                    verify-ca&sslrootcert={other}          | the encrypted connection was refused
                    verify-full&sslrootcert={other}        | the encrypted connection was refused
                    verify-full&sslrootcert={root}.missing | {root}.missing
                    maybe                                  | there is no sslmode maybe
                    """)
    void a_server_that_cannot_be_trusted_is_refused_in_one_sentence(String mode, String said) {
        var refused = migrate(tcp("plain", mode));

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains(filled(said)).doesNotContain("hunter2", "\tat ");
    }

    @Test
    void verify_full_refuses_a_certificate_of_another_host() {
        var url = tcp("plain", "verify-full&sslrootcert={root}").replace("127.0.0.1", "localhost");

        assertThat(migrate(url).err()).contains("localhost").hasLineCount(1);
        assertThat(migrate(url.replace("verify-full", "verify-ca")).exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client.key", "client.pk8", "client.p12"})
    void a_client_certificate_stands_for_a_password(String key) {
        var parameters =
                "verify-full&sslrootcert={root}&sslcert={client}&sslkey={keys}/"
                        + key
                        + (key.endsWith("p12") ? "&sslpassword=changeit" : "");

        assertThat(migrate(tcp("cert", parameters)))
                .returns(0, Slipway::exit)
                .returns("", Slipway::err);
    }

    @ParameterizedTest
    @CsvSource({
        "client.old.key, openssl pkcs8 -topk8 -nocrypt",
        "nowhere.key, cannot read the client key",
    })
    void a_key_that_does_not_fit_is_told_with_the_remedy(String key, String said) {
        var parameters = "verify-full&sslrootcert={root}&sslcert={client}&sslkey={keys}/" + key;

        var refused = migrate(tcp("cert", parameters));

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains(said).hasLineCount(1);
    }

    @Test
    void a_password_comes_from_the_password_file() throws IOException {
        var file = folder.resolve("pgpass");
        Files.writeString(file, "127.0.0.1:*:" + database + ":plain:plain\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var url = "postgres://plain@127.0.0.1:%d/%s?passfile=%s".formatted(port, database, file);

        assertThat(migrate(url).exit()).isZero();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        var open = migrate(url);
        assertThat(open.exit()).isEqualTo(1);
        assertThat(open.err()).contains("chmod 600").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    postgres://plain:hunter2@127.0.0.1:{port}/{database} | password authentication failed for user "plain"
                    postgres://plain@127.0.0.1:{port}/{database}         | no password was provided
                    postgres://plain:plain@127.0.0.1:{port}/nowhere      | database "nowhere" does not exist
                    postgres://plain:hunter2@127.0.0.1:1/{database}      | no server listens there
                    postgres://plain:hunter2@no.such.host.invalid/x      | there is no host no.such.host.invalid
                    """)
    void what_goes_wrong_is_one_sentence_without_the_password(String url, String said) {
        var refused = migrate(filled(url));

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .startsWith("slipway: cannot connect to postgres://plain@")
                .contains(said)
                .doesNotContain("hunter2", "\tat ")
                .hasLineCount(1);
    }

    @Test
    void a_server_that_never_answers_is_given_up() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var url =
                    "postgres://plain:hunter2@127.0.0.1:%d/x?connect_timeout=1"
                            .formatted(silent.getLocalPort());

            var refused = migrate(url);

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("did not answer in time").hasLineCount(1);
        }
    }

    private String tcp(String role, String mode) {
        var who = role.equals("cert") ? "cert@" : "plain:plain@";
        return filled("postgres://" + who + "127.0.0.1:{port}/{database}?sslmode=" + mode);
    }

    private String filled(String text) {
        return text.replace("{database}", database)
                .replace("{port}", Integer.toString(port))
                .replace("{sockets}", sockets.toString())
                .replace("{encoded}", sockets.toString().substring(1).replace("/", "%2F"))
                .replace("{root}", certificates.file("root.crt"))
                .replace("{other}", certificates.file("other.crt"))
                .replace("{client}", certificates.file("client.crt"))
                .replace("{keys}", certificates.folder().toString());
    }

    private Slipway migrate(String url) {
        var args = new ArrayList<>(List.of("db", "migrate"));
        args.addAll(List.of("--migrations", folder.toString(), "--database-url", url));
        return Slipway.run(args.toArray(String[]::new));
    }
}
