package dev.slipway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator is told by a process that does not start.
class RefusedStartTest {

    private static final String ITEMS = "select to_regclass('item') is not null";

    @TempDir private Path directory;
    private final TestDatabase database = TestServer.newDatabase();

    @Test
    void all_that_is_wrong_with_the_configuration_is_listed_before_anything_is_migrated()
            throws Exception {
        Files.writeString(
                directory.resolve("shop.yaml"),
                """
                database:
                  passwort: hunter3
                till:
                  coins: many
                """);
        var environment = new HashMap<>(ShopProcess.environment(database));
        environment.remove("SHOP_DATABASE_PASSWORD");
        environment.put("SHOP_TILL_CURENCY", "EUR");

        var told = told(environment);

        assertThat(told)
                .isEqualTo(
                        """
                        Description:

                        The configuration is invalid: 4 problems.

                        Problems
                          error shop.yaml:2  database.passwort is not known.
                                → Did you mean `database.password`?
                                config/unknown-key
                          error SHOP_TILL_CURENCY  SHOP_TILL_CURENCY is not known.
                                → Did you mean `SHOP_TILL_CURRENCY`?
                                config/unknown-variable
                          error shop.yaml  database.password is required and not set.
                                → Set `database.password` in shop.yaml, or the variable SHOP_DATABASE_PASSWORD or SHOP_DATABASE_PASSWORD_FILE.
                                config/missing
                          error shop.yaml:4  till.coins: 'many' is no whole number.
                                → Give a whole number.
                                config/value

                        Action:

                        Mend all of it and start again. slipway.config.file names another file.
                        """);
        assertThat(database.ask(ITEMS)).isEqualTo("f");
    }

    @Test
    void a_migration_that_fails_is_named_with_its_line_and_the_servers_words() {
        assertThat(
                        told(
                                ShopProcess.environment(database),
                                "--slipway.migrations.location=failing-migrations"))
                .contains("Failed at 2_wrong.sql:2: 1 migration before it applied")
                .contains("duplicate key value violates unique constraint");
        assertThat(database.ask(ITEMS)).isEqualTo("t");
    }

    /// What stands below the headline of Boot's report, which comes without a stack trace.
    private String told(Map<String, String> environment, String... arguments) {
        try (var shop = ShopProcess.start(directory, environment, arguments)) {
            assertThat(shop.exitCode()).isEqualTo(1);
            assertThat(shop.output())
                    .contains("APPLICATION FAILED TO START")
                    .doesNotContain("\tat ", "Tomcat started", "hunter");
            return shop.output()
                    .substring(shop.output().indexOf("Description:"))
                    .replaceAll("\n+$", "\n");
        }
    }
}
