package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HazardPageTest {

    private static final String AGAIN = "run bench/hazards, which writes docs/hazards.md";

    /// [HazardTest] holds each rehearsal against the same rules on the same servers.
    @Test
    void the_page_has_each_case_and_what_a_rehearsal_says_of_it() throws Exception {
        var rows =
                Files.readAllLines(Path.of("..", "docs", "hazards.md")).stream()
                        .dropWhile(line -> !line.startsWith("| statement |"))
                        .skip(2)
                        .toList();

        assertThat(rows).as(AGAIN).hasSameSizeAs(HazardCases.ALL);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).as(AGAIN).startsWith(known(HazardCases.ALL.get(i)));
        }
    }

    private static String known(HazardCase one) {
        return HazardPage.begin(one)
                + one.rules().stream()
                        .map(rule -> "`" + rule + "`")
                        .collect(Collectors.joining(", ", "", " | "));
    }
}
