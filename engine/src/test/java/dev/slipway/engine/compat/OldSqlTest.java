package dev.slipway.engine.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldSqlTest {

    @TempDir Path folder;

    @Test
    void reads_the_offline_cache_of_sqlx_and_sql_files() throws IOException {
        write(
                "query-a1.json",
                "{\"db_name\": \"PostgreSQL\", \"query\": \"select $1::int;\", \"hash\": \"a1\"}");
        write(
                "queries/rooms.sql",
                "-- all\nselect * from room;\n\ndelete from room\n where id = $1\n");
        write("README.md", "not SQL");
        write("package.json", "{}");

        assertThat(OldSql.read(folder).statements())
                .containsExactly(
                        new OldStatement("queries/rooms.sql:2", "select * from room"),
                        new OldStatement("queries/rooms.sql:4", "delete from room\n where id = $1"),
                        new OldStatement("query-a1.json", "select $1::int"));
    }

    @Test
    void a_file_is_read_by_what_it_is() throws IOException {
        write("query-a1.json", "{\"query\": \"select 1\"}");
        write("one.sql", "select 2");
        write("postgresql", "2026-01-02 10:00:00 UTC [7] LOG:  statement: select 3\n");

        assertThat(sql("query-a1.json")).containsExactly("select 1");
        assertThat(sql("one.sql")).containsExactly("select 2");
        assertThat(sql("postgresql")).containsExactly("select 3");
    }

    @Test
    void the_names_and_parameters_of_sqlc_become_those_of_the_server() throws IOException {
        write(
                "room.sql",
                """
                -- name: GetRoom :one
                select sqlc.embed(room), 'a@b ''@c' from room
                 where id = sqlc.arg(id) and owner = @owner;

                -- Rooms.
                -- name: ListRooms :many
                select name from room
                 where tags @> sqlc.narg('tags') and id in (sqlc.slice('ids')) or id = @id or @id = 0;

                -- name: Drop :exec
                delete from room where id = $1 and owner = $2 and seen < $1;
                """);

        assertThat(OldSql.read(folder).statements())
                .containsExactly(
                        new OldStatement(
                                "room.sql:2 GetRoom",
                                "select room.*, 'a@b ''@c' from room\n where id = $1 and owner = $2"),
                        new OldStatement(
                                "room.sql:7 ListRooms",
                                "select name from room\n where tags @> $1 and id in ($2) or id = $3 or $3 = 0"),
                        new OldStatement(
                                "room.sql:11 Drop",
                                "delete from room where id = $1 and owner = $2 and seen < $1"));
    }

    @Test
    void the_statements_of_a_server_log_are_read_each_once() throws IOException {
        write(
                "postgresql.log",
                """
                2026-01-02 10:00:00.1 UTC [7] app@shop LOG:  execute <unnamed>: select name
                \t  from room
                \t where id = $1
                2026-01-02 10:00:00.1 UTC [7] app@shop DETAIL:  parameters: $1 = '5'
                2026-01-02 10:00:00.2 UTC [7] app@shop LOG:  duration: 0.312 ms
                2026-01-02 10:00:00.3 UTC [7] app@shop LOG:  duration: 12.5 ms  statement: begin; delete from room
                2026-01-02 10:00:00.4 UTC [7] app@shop LOG:  duration: 0.1 ms  parse S_1: select 1
                2026-01-02 10:00:00.5 UTC [7] app@shop ERROR:  relation "x" does not exist at character 15
                2026-01-02 10:00:00.5 UTC [7] app@shop STATEMENT:  select * from x
                2026-01-02 10:00:01.1 UTC [8] app@shop LOG:  duration: 0.2 ms  execute S_1/C_2: select name
                \t  from room
                \t where id = $1
                2026-01-02 10:00:02.0 UTC [9] LOG:  checkpoint starting: time
                """);

        assertThat(OldSql.read(folder.resolve("postgresql.log")).statements())
                .containsExactly(
                        new OldStatement(
                                "postgresql.log:1", "select name\n  from room\n where id = $1"),
                        new OldStatement("postgresql.log:6", "begin"),
                        new OldStatement("postgresql.log:6", "delete from room"));
    }

    @Test
    void the_same_statements_are_in_every_log_that_a_server_writes(@TempDir Path home)
            throws Exception {
        var settings =
                Map.of(
                        "logging_collector", "on",
                        "log_destination", "stderr,csvlog,jsonlog",
                        "log_directory", folder.toString(),
                        "log_filename", "postgresql.log",
                        "log_statement", "all");
        try (var server =
                        Server.start(
                                Binaries.bundled(15, home.resolve("binaries")),
                                home.resolve("server"),
                                settings);
                var connection = server.url("postgres").connect("test");
                var statement = connection.createStatement()) {
            statement.execute("create table room (id int, name text)");
            statement.execute("select id,\n\t'a \"name\", and a comma' as it\n  from room");
            try (var prepared = connection.prepareStatement("select name from room where id = ?")) {
                prepared.setInt(1, 5);
                prepared.execute();
            }
        }

        var logs =
                Stream.of("postgresql.log", "postgresql.csv", "postgresql.json")
                        .map(name -> OldSql.read(folder.resolve(name)).statements())
                        .toList();

        assertThat(logs.get(0))
                .extracting(OldStatement::sql)
                .contains(
                        "create table room (id int, name text)",
                        "select id,\n\t'a \"name\", and a comma' as it\n  from room",
                        "select name from room where id = $1");
        for (var log : logs) {
            assertThat(log)
                    .extracting(OldStatement::sql)
                    .containsExactlyElementsOf(
                            logs.get(0).stream().map(OldStatement::sql).toList());
        }
        assertThat(logs.get(1)).extracting(OldStatement::role).containsOnly(Optional.of("slipway"));
        assertThat(logs.get(2)).extracting(OldStatement::role).containsOnly(Optional.of("slipway"));
        assertThat(OldSql.read(folder).statements()).hasSize(3 * logs.get(0).size());
    }

    @Test
    void a_log_in_another_encoding_or_cut_off_is_read_as_far_as_it_goes() throws IOException {
        Files.write(
                folder.resolve("a.log"),
                "2026-01-02 10:00:00 UTC LOG:  statement: select 'caf\u00e9'\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
        write("postgresql.json", "{\"timestamp\":\"2026\",\"message\":\"statement: sel");
        write("postgresql.csv", "2026-01-02 10:00:00.1 UTC,\"app\",\"shop\",7,LOG,00000,\"state");

        assertThat(OldSql.read(folder).statements())
                .extracting(OldStatement::sql)
                .containsExactly("select 'caf\ufffd'");
    }

    private List<String> sql(String file) {
        return OldSql.read(folder.resolve(file)).statements().stream()
                .map(OldStatement::sql)
                .toList();
    }

    @Test
    void a_cache_that_is_no_json_is_named() throws IOException {
        write("query-b.json", "{\"query\": ");

        assertThatThrownBy(() -> OldSql.read(folder))
                .isInstanceOf(OldSqlException.class)
                .hasMessageStartingWith(folder.resolve("query-b.json") + " is no query of SQLx's")
                .hasMessageEndingWith("run cargo sqlx prepare again");
    }

    @Test
    void a_cache_without_a_query_is_named() throws IOException {
        write("query-c.json", "{\"query\": 5}");

        assertThatThrownBy(() -> OldSql.read(folder))
                .isInstanceOf(OldSqlException.class)
                .hasMessageContaining("query-c.json")
                .hasMessageContaining("it has no text field \"query\"");
    }

    @Test
    void a_file_that_is_no_text_is_named() throws IOException {
        Files.write(folder.resolve("d.sql"), "select 'é'".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> OldSql.read(folder))
                .isInstanceOf(OldSqlException.class)
                .hasMessage(folder.resolve("d.sql") + " is not UTF-8 text: save it as UTF-8");
    }

    @Test
    void a_folder_that_is_missing_or_has_no_sql_is_named() {
        assertThatThrownBy(() -> OldSql.read(folder))
                .isInstanceOf(OldSqlException.class)
                .hasMessageContaining("holds no query-*.json, no .sql and no .log file");
        assertThatThrownBy(() -> OldSql.read(folder.resolve("gone")))
                .isInstanceOf(OldSqlException.class)
                .hasMessageContaining("cannot read the old version's SQL in");
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
