package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "postgres://ana:s3cret@db.local:5433/shop, postgres://ana@db.local:5433/shop",
        "postgresql://ana@db.local/shop, postgres://ana@db.local:5432/shop",
        "jdbc:postgresql://db.local:1/shop?user=ana&password=s3cret, postgres://ana@db.local:1/shop",
        "postgres://ana:s3%40cr%2Fet@h/a%20b, postgres://ana@h:5432/a%20b",
        "postgres://ana:s3@cret@h/d, postgres://ana@h:5432/d",
        "postgres://ana@[::1]:7/d, postgres://ana@[::1]:7/d",
        "postgres://ana@h, postgres://ana@h:5432/ana",
        "postgres:///d?host=h&user=u&port=9, postgres://u@h:9/d",
        "postgres:///d?host=/run/pg&user=u, postgres://u@/d?host=/run/pg&port=5432",
        "postgres://u@%2Frun%2Fpg:9/d, postgres://u@/d?host=/run/pg&port=9",
        "postgres://u@/d?host=/run/pg/&port=9, postgres://u@/d?host=/run/pg&port=9",
        "postgres://u@h/d?x-migrations-table=t&x-multi-statement=true, postgres://u@h:5432/d",
    })
    void every_way_to_write_a_url_is_understood(String url, String shown) {
        assertThat(DatabaseUrl.parse(url, Map.of())).hasToString(shown);
    }

    @Test
    void what_the_url_leaves_out_comes_from_the_environment() {
        var url =
                DatabaseUrl.parse(
                        "postgres://",
                        Map.of("PGHOST", "h", "PGPORT", "6", "PGUSER", "u", "PGDATABASE", "d"));

        assertThat(url).hasToString("postgres://u@h:6/d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ana@h:1/d?sslmode=verify-full&sslrootcert=/c/root.crt",
                "postgres://ana@/d?host=/run/pg&port=9&sslmode=require&passfile=/p",
            })
    void a_reference_leads_another_process_to_the_same_database(String url) {
        assertThat(DatabaseUrl.parse(url, Map.of()).toReference()).isEqualTo(url);
    }

    @Test
    void the_variables_of_libpq_are_read() {
        var url =
                DatabaseUrl.parse(
                        "postgres:///d",
                        Map.of(
                                "PGHOST", "/run/pg",
                                "PGUSER", "u",
                                "PGSSLMODE", "verify-ca",
                                "PGSSLROOTCERT", "/c/root.crt",
                                "PGCONNECT_TIMEOUT", "3"));

        assertThat(url)
                .hasToString("postgres://u@/d?host=/run/pg&port=5432")
                .returns(
                        "postgres://u@/d?host=/run/pg&port=5432&sslmode=verify-ca&sslrootcert=/c/root.crt",
                        DatabaseUrl::toReference);
    }

    @Test
    void without_junixsocket_a_socket_is_refused_with_what_to_add() {
        var url = DatabaseUrl.parse("postgres://u@/d?host=/run/pg", Map.of());

        assertThatThrownBy(() -> url.connect("test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the host /run/pg is a Unix socket")
                .hasMessageContaining("com.kohlschutter.junixsocket:junixsocket-common");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ana:hunter2@h/d",
                "postgres://ana:hunter2@h:port/d",
                "postgres://ana:hunter2@h:99999/d",
                "postgres://ana:hunter2@h/d?nonsense=1",
                "postgres://ana:hunter2@h/d?novalue",
                "postgres://ana:hunter2%@h/d",
                "postgres://ana:hunter2@a,b/d",
                "postgres://ana:hunter2@a:1,b:2/d",
                "postgres://ana:hunter2@/d?host=a,b",
                "postgres://ana:hunter2@h/d?sslmode=maybe",
                "postgres://ana:hunter2@h/d?connect_timeout=soon",
                "",
            })
    void a_wrong_url_is_refused_without_its_password(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void the_password_reaches_a_child_process_and_nothing_that_prints() {
        var url = DatabaseUrl.parse("postgres://ana:hunter2@h/d", Map.of());

        assertThat(url.environment()).containsEntry("PGPASSWORD", "hunter2");
        assertThat(url.toString() + url.toReference()).doesNotContain("hunter2");
    }

    @Test
    void a_service_is_given_the_whole_of_it_as_a_url() throws IOException {
        var file = passFile("rw-------", "h:5432:d:ana:p@ss word\n");
        var url =
                DatabaseUrl.parse("postgres://ana@h/d?sslmode=disable&passfile=" + file, Map.of());

        assertThat(url.serviceEnvironment())
                .containsEntry(
                        "DATABASE_URL", "postgres://ana:p%40ss%20word@h:5432/d?sslmode=disable")
                .containsEntry("PGPASSWORD", "p@ss word")
                .containsEntry("PGHOST", "h")
                .containsEntry("PGSSLMODE", "disable");
    }

    @Test
    void a_password_file_is_kept_as_a_reference() throws IOException {
        var file = passFile("rw-------", "h:5432:d:ana:hunter2\n");

        var url = DatabaseUrl.parse("postgres://ana@h/d?passfile=" + file, Map.of());

        assertThat(url.toReference()).isEqualTo("postgres://ana@h:5432/d?passfile=" + file);
        assertThat(url.environment()).containsEntry("PGPASSFILE", file.toString());
    }

    @Test
    void the_first_line_of_a_password_file_that_matches_decides() throws IOException {
        var file =
                new PassFile(
                        passFile(
                                "rw-------",
                                "# comment\nother:*:*:*:no\nh:*:*:an\\:a:a\\:b\\\\c\n*:*:*:*:last\n"));

        assertThat(file.find("h", 5432, "d", "an:a").orElseThrow().reveal()).isEqualTo("a:b\\c");
        assertThat(file.find("x", 1, "d", "z").orElseThrow().reveal()).isEqualTo("last");
    }

    @Test
    void a_password_file_that_others_can_read_is_not_used() throws IOException {
        var file = new PassFile(passFile("rw-r--r--", "*:*:*:*:hunter2\n"));

        assertThatThrownBy(() -> file.find("h", 1, "d", "u"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("hunter2");
    }

    private Path passFile(String permissions, String text) throws IOException {
        var file = Files.writeString(folder.resolve("pgpass"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
