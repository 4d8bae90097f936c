package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.DatabaseUrl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A project that is configured for its tool is understood as it is.
class ToolConfigurationTest extends DatabaseFixture {

    @Test
    void sqlx_toml_names_the_folder_the_table_and_the_characters_to_ignore() throws Exception {
        write(
                "sqlx.toml",
                """
                [common]
                database-url-var = "SHOP_URL"
                [migrate]
                migrations-dir = "db/sql"
                table-name = "shop_migrations"
                ignored-chars = ["\\r"]
                """);
        write("db/sql/1_a.sql", "create table a ();\r\n");

        assertThat(db(Map.of("SHOP_URL", database.toReference()), "migrate").exit()).isZero();

        assertThat(
                        value(
                                "select (checksum = sha384('create table a ();\n'))::text from shop_migrations"))
                .isEqualTo("true");
        write("db/sql/1_a.sql", "create table a ();\n");
        assertThat(db(Map.of("SHOP_URL", database.toReference()), "status").exit()).isZero();
    }

    @Test
    void sqlx_toml_may_keep_the_history_in_a_schema_that_it_makes() throws Exception {
        write(
                "sqlx.toml",
                """
                [migrate]
                create-schemas = ["ops", "Shop"]
                table-name = "Ops.\\"Versions\\""
                migrations-dir = "m"
                """);
        write("m/1_a.sql", "create table a ();");

        var environment = Map.of("DATABASE_URL", database.toReference());

        assertThat(db(environment, "migrate")).returns(0, Slipway::exit).returns("", Slipway::err);
        assertThat(db(environment, "status").exit()).isZero();
        assertThat(value("select max(version)::text from ops.\"Versions\"")).isEqualTo("1");
        assertThat(value("select to_regclass('public.a')::text")).isEqualTo("a");
        assertThat(value("select to_regnamespace('shop')::text")).isEqualTo("shop");
    }

    @ParameterizedTest
    @CsvSource({
        "GOOSE_TABLE, GOOSE_MIGRATION_DIR",
        "DBMATE_MIGRATIONS_TABLE, DBMATE_MIGRATIONS_DIR"
    })
    void variables_may_name_a_history_in_another_schema(String table, String folder)
            throws Exception {
        try (var connection = database.connect("test");
                var statement = connection.createStatement()) {
            statement.execute("create schema ops");
        }
        write("m/1_a.sql", "-- +goose Up\n-- migrate:up\ncreate table a ();\n-- migrate:down\n");

        var migrated =
                db(
                        Map.of(
                                "DATABASE_URL",
                                database.toReference(),
                                table,
                                "ops.versions",
                                folder,
                                "m"),
                        "migrate");

        assertThat(migrated).returns(0, Slipway::exit).returns("", Slipway::err);
        assertThat(value("select to_regclass('ops.versions')::text")).isEqualTo("ops.versions");
        assertThat(value("select to_regclass('public.a')::text")).isEqualTo("a");
    }

    @Test
    void golang_migrates_table_has_a_schema_where_it_is_quoted() {
        var quoted =
                "postgres://h/d?x-migrations-table=%22ops%22.%22v%22&x-migrations-table-quoted=1";
        var literal = "postgres://h/d?x-migrations-table=ops.v";

        assertThat(table(quoted)).contains("\"ops\".\"v\"");
        assertThat(table(literal)).contains("\"ops.v\"");
    }

    private Optional<String> table(String url) {
        return ToolConfiguration.in(folder, Map.of())
                .settings(Optional.empty(), Optional.of(url))
                .flatMap(ToolSettings::table);
    }

    @ParameterizedTest
    @CsvSource({
        "sqlx.toml,             2_add_posters.up.sql",
        "GOOSE_MIGRATION_DIR,   2_add_posters.sql",
        "DBMATE_MIGRATIONS_DIR, 2_add_posters.sql",
    })
    void a_migration_is_begun_in_the_configured_folder(String where, String file) throws Exception {
        var up =
                where.startsWith("GOOSE")
                        ? "-- +goose Up\nselect 1;\n"
                        : "-- migrate:up\n-- migrate:down\n";
        write(where.equals("sqlx.toml") ? "db/sql/1_a.up.sql" : "db/sql/1_a.sql", up);
        if (where.equals("sqlx.toml")) {
            write("sqlx.toml", "[migrate]\nmigrations-dir = 'db/sql'\n");
            write("db/sql/1_a.down.sql", "select 1;\n");
        }
        var environment =
                where.equals("sqlx.toml") ? Map.<String, String>of() : Map.of(where, "db/sql");

        var created = db(environment, "create", "add_posters");

        assertThat(created).returns(0, Slipway::exit).returns("", Slipway::err);
        assertThat(folder.resolve("db/sql").resolve(file)).exists();
    }

    @Test
    void a_migration_is_begun_nowhere_if_no_folder_is_named() {
        var created = db(Map.of(), "create", "add_posters");

        assertThat(created.exit()).isEqualTo(2);
        assertThat(created.err()).contains("no folder is named: give --migrations DIR");
    }

    @ParameterizedTest
    @CsvSource({
        "GOOSE_DBSTRING, true",
        "GOOSE_DBSTRING, false",
        ".env, true",
    })
    void gooses_variables_name_all_there_is(String where, boolean url) throws Exception {
        var dsn =
                url
                        ? database.toReference()
                        : "host=%s port=%d user='%s' dbname=%s passfile=%s"
                                .formatted(
                                        database.host(),
                                        database.port(),
                                        database.user(),
                                        database.database(),
                                        database.environment().get("PGPASSFILE"));
        var variables =
                Map.of(
                        "GOOSE_DRIVER", "postgres",
                        "GOOSE_DBSTRING", dsn,
                        "GOOSE_MIGRATION_DIR", "schema",
                        "GOOSE_TABLE", "versions");
        write(
                "schema/00001_a.sql",
                "-- +goose ENVSUB ON\n-- +goose Up\ncreate table ${NAME} ();\n");
        var environment = new HashMap<>(Map.of("NAME", "made"));
        if (where.equals(".env")) {
            var lines = new ArrayList<>(List.of("# of the service", "SECRET='x'"));
            variables.forEach(
                    (name, value) -> lines.add("export " + name + "=\"" + value + "\" # x"));
            write(".env", String.join("\n", lines));
        } else {
            environment.putAll(variables);
        }

        assertThat(db(environment, "migrate")).returns(0, Slipway::exit).returns("", Slipway::err);

        assertThat(value("select max(version_id)::text from versions")).isEqualTo("1");
        assertThat(value("select to_regclass('made')::text")).isEqualTo("made");
    }

    @Test
    void the_environment_goes_before_env_and_the_command_line_before_both() throws Exception {
        write(".env", "DATABASE_URL=postgres://nobody@127.0.0.1:1/env\n");
        write("m/1_a.sql", "create table a ();");

        var fromFile = db(Map.of(), "status", "--migrations", folder.resolve("m").toString());
        var fromEnvironment =
                db(
                        Map.of("DATABASE_URL", "postgres://nobody@127.0.0.1:1/environment"),
                        "status",
                        "--migrations",
                        folder.resolve("m").toString());
        var told =
                db(
                        Map.of("DATABASE_URL", "postgres://nobody@127.0.0.1:1/environment"),
                        "status",
                        "--migrations",
                        folder.resolve("m").toString(),
                        "--database-url",
                        database.toReference());

        assertThat(fromFile.err()).contains("127.0.0.1:1/env:");
        assertThat(fromEnvironment.err()).contains("127.0.0.1:1/environment:");
        assertThat(told.exit()).isEqualTo(5);
    }

    @Test
    void flyways_files_name_the_database_the_location_and_the_placeholders() throws Exception {
        write(
                "flyway.conf",
                """
                # of the project
                flyway.url=jdbc:postgresql://127.0.0.1/shop
                flyway.user=ana
                flyway.password=hunter2
                flyway.locations=filesystem:db\\sql, classpath:db
                flyway.placeholders.owner=ana
                flyway.defaultSchema=shop
                flyway.table=history
                """);
        var conf = new ToolFiles(folder, Map.of()).flyway().orElseThrow();
        write(
                "flyway.toml",
                """
                [flyway]
                environment = "prod"
                locations = ["filesystem:db/toml"]
                schemas = ["shop", "other"]
                [flyway.placeholders]
                owner = "ben"
                [environments.prod]
                url = "jdbc:postgresql://127.0.0.1/prod"
                user = "ben"
                """);
        var toml = new ToolFiles(folder, Map.of()).flyway().orElseThrow();

        assertThat(conf.database())
                .contains("jdbc:postgresql://127.0.0.1/shop?user=ana&password=hunter2");
        assertThat(conf.migrations()).contains("db\\sql");
        assertThat(conf.schema()).contains("shop");
        assertThat(conf.table()).contains("history");
        assertThat(conf.values())
                .containsEntry("flyway.placeholders.owner", "ana")
                .doesNotContainValue("hunter2");
        assertThat(toml.source()).isEqualTo("flyway.toml");
        assertThat(toml.database()).contains("jdbc:postgresql://127.0.0.1/prod?user=ben");
        assertThat(toml.migrations()).contains("db/toml");
        assertThat(toml.schema()).contains("shop");
        assertThat(toml.values()).containsEntry("flyway.placeholders.owner", "ben");
    }

    @Test
    void what_golang_migrate_keeps_in_the_url_is_read_and_not_sent_to_the_server() {
        var url = database.toReference() + "&x-migrations-table=versions&x-multi-statement=true";

        var tool =
                ToolConfiguration.in(folder, Map.of())
                        .settings(Optional.empty(), Optional.of(url))
                        .orElseThrow();

        assertThat(tool.tool()).isEqualTo("golang-migrate");
        assertThat(tool.table()).contains("versions");
        assertThat(tool.values()).containsEntry("x-multi-statement", "true");
        assertThat(DatabaseUrl.parse(url, Map.of())).hasToString(database.toString());
    }

    @Test
    void dbmates_variables_name_the_folder_and_the_table() {
        var tool =
                ToolConfiguration.in(
                                folder,
                                Map.of(
                                        "DBMATE_MIGRATIONS_DIR", "./db/m",
                                        "DBMATE_MIGRATIONS_TABLE", "shop.versions"))
                        .settings(Optional.empty(), Optional.empty())
                        .orElseThrow();

        assertThat(tool.tool()).isEqualTo("dbmate");
        assertThat(tool.migrations()).contains("./db/m");
        assertThat(tool.table()).contains("shop.versions");
    }

    @Test
    void two_configured_tools_are_told_apart_by_the_format() throws Exception {
        write("sqlx.toml", "[migrate]\nmigrations-dir = 'm'\n");
        write("m/1_a.sql", "create table a ();");
        var environment = Map.of("GOOSE_TABLE", "versions", "DATABASE_URL", database.toReference());

        var both = db(environment, "status");

        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err())
                .isEqualTo(
                        "slipway: GOOSE_… and sqlx.toml configure several tools: name the one that counts with --format\n");
        assertThat(db(environment, "status", "--format", "sqlx").exit()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [migrate                          | sqlx.toml:1 is not TOML
                    [migrate]\\nnothing = 1           | no folder is named: give --migrations DIR
                    """)
    void configuration_that_does_not_fit_ends_with_two(String toml, String said) throws Exception {
        write("sqlx.toml", toml.replace("\\n", "\n"));
        write("m/1_a.sql", "create table a ();");

        var wrong = db(Map.of("DATABASE_URL", database.toReference()), "status");

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains(said).doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {".env", "sqlx.toml", "flyway.toml", "flyway.conf"})
    void a_file_that_is_not_utf_8_is_named(String file) throws Exception {
        Files.write(folder.resolve(file), "# Zürich".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(db(Map.of(), "status"))
                .isEqualTo(
                        new Slipway(
                                2,
                                "",
                                "slipway: cannot read %s: it is not UTF-8\n"
                                        .formatted(folder.resolve(file))));
    }

    @Test
    void goose_for_another_database_is_refused() {
        var wrong = db(Map.of("GOOSE_DRIVER", "mysql"), "status", "--migrations", ".");

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .endsWith(
                        "GOOSE_DRIVER is mysql, and Slipway speaks PostgreSQL alone: set it to postgres, or unset it\n");
    }

    private Slipway db(Map<String, String> environment, String command, String... more) {
        var args = new ArrayList<>(List.of("db", command));
        args.addAll(List.of(more));
        return Slipway.in(folder, environment, args.toArray(String[]::new));
    }
}
