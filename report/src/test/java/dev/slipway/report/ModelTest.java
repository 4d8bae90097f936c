package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelTest {

    @Test
    void the_cases_of_the_public_models_are_pinned() {
        assertThat(names(Verdict.class)).containsExactly("Pass", "Block", "Inconclusive", "Waived");
        assertThat(names(Section.class))
                .containsExactly("Findings", "Choices", "Table", "Timeline", "Bars", "Text");
    }

    @Test
    void exit_codes_are_a_contract() {
        assertThat(Stream.of(Exit.values()).map(exit -> exit + "=" + exit.code()))
                .containsExactly(
                        "DONE=0",
                        "FAILED=1",
                        "USAGE=2",
                        "BLOCKED=3",
                        "INCONCLUSIVE=4",
                        "PENDING=5",
                        "DIRTY=6",
                        "AHEAD=7",
                        "LOCKED=8",
                        "DRIFT=9");
    }

    @Test
    void a_block_without_a_finding_cannot_be_made() {
        assertThatThrownBy(() -> new Verdict.Block(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_rule_id_is_an_area_and_a_slug() {
        assertThatThrownBy(
                        () -> new Finding("Lock", Severity.NOTE, Place.of("x"), "a fact", "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Lock");
    }

    private static Stream<String> names(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses()).map(Class::getSimpleName);
    }
}
