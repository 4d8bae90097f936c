package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @Test
    void slipway_says_what_there_is() {
        assertThat(Slipway.run("--help"))
                .isEqualTo(
                        new Slipway(
                                0,
                                """
                                Usage: slipway [-hV] COMMAND
                                Takes a PostgreSQL-backed service from one version to the next, and back.
                                  -h, --help      Show this help message and exit.
                                  -V, --version   Print version information and exit.
                                Commands:
                                  db          Apply migrations, go back, and say where a database stands.
                                  rehearse    Run the pending migrations on a copy of the database, and report.
                                  try         Show the whole journey, with an example service on a PostgreSQL
                                                of its own.
                                  completion  Print the script that completes commands and options in a shell.

                                Exit codes: 0 done, 1 failed, 2 usage, 3 blocked, 4 inconclusive,
                                            5 pending, 6 dirty, 7 ahead, 8 locked, 9 drift.
                                """,
                                ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db",
                "db status",
                "db migrate",
                "db down",
                "db verify",
                "db repair",
                "db baseline",
                "db history",
                "db create",
                "completion",
                "rehearse",
                "try",
                "conduct"
            })
    void every_help_fits_eighty_columns(String command) {
        var help = Slipway.run((command + " --help").strip().split(" ", -1));

        assertThat(help.exit()).isZero();
        assertThat(help.out().lines()).isNotEmpty().allMatch(line -> line.length() <= 80);
    }
}
