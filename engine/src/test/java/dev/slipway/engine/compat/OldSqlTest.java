package dev.slipway.engine.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
                .hasMessageContaining("holds no query-*.json and no .sql file");
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
