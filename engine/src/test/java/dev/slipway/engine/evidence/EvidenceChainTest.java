package dev.slipway.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Json;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceChainTest {

    private static final OffsetDateTime NOON =
            OffsetDateTime.parse("2026-03-01T12:00:00.123456789+05:30");

    @Test
    void an_empty_record_is_intact() {
        assertThat(EvidenceChain.empty(7).verify())
                .isEqualTo(new Integrity.Intact(0, Evidence.GENESIS));
    }

    @Test
    void a_record_as_it_was_written_is_intact() {
        var chain = chain(3);

        assertThat(chain.verify()).isEqualTo(new Integrity.Intact(3, chain.head()));
    }

    @Test
    void hashes_do_not_change_between_versions_of_slipway() {
        assertThat(chain(1).head())
                .isEqualTo("24b360df90b63bb1477dc960bea8f24a754d6743cafa0c848e4b7d8164c65258");
    }

    @Test
    void a_changed_payload_breaks_it_where_it_was_changed() {
        var chain = chain(3);
        var entry = chain.entries().get(1);
        var changed =
                new Evidence(
                        entry.release(),
                        entry.seq(),
                        entry.at(),
                        entry.step(),
                        entry.kind(),
                        entry.payload().replace("2", "9"),
                        entry.previous(),
                        entry.hash());

        assertThat(with(chain, 1, changed).verify())
                .isEqualTo(new Integrity.Broken(2, "its content does not give its hash"));
    }

    @Test
    void an_entry_written_anew_with_its_own_right_hash_breaks_the_next() {
        var chain = chain(3);
        var entry = chain.entries().get(1);
        var forged =
                Evidence.following(
                        entry.previous(), 7, 2, NOON, "s", "kind", Json.object().put("n", 9));

        assertThat(with(chain, 1, forged).verify())
                .isEqualTo(new Integrity.Broken(3, "it does not follow the entry before it"));
    }

    @Test
    void a_shortened_record_is_noticed() {
        var chain = chain(3);
        var shortened =
                new EvidenceChain(7, chain.entries().subList(0, 2), chain.count(), chain.head());

        assertThat(shortened.verify()).isInstanceOf(Integrity.Broken.class);
    }

    private static EvidenceChain with(EvidenceChain chain, int index, Evidence entry) {
        var entries = new ArrayList<>(chain.entries());
        entries.set(index, entry);
        return new EvidenceChain(chain.release(), entries, chain.count(), chain.head());
    }

    private static EvidenceChain chain(int length) {
        List<Evidence> entries = new ArrayList<>();
        var head = Evidence.GENESIS;
        for (int i = 0; i < length; i++) {
            var payload = Json.object().put("n", i + 1);
            entries.add(EvidenceChain.next(7, i, head, NOON, "s", "kind", payload));
            head = entries.getLast().hash();
        }
        return new EvidenceChain(7, entries, length, head);
    }
}
