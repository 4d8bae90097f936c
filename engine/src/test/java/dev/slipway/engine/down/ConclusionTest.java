package dev.slipway.engine.down;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.rollback.DownScripts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConclusionTest {

    private static final Damage SLUG = new Damage(Damage.What.COLUMN, "public.room.slug", 1);
    private static final Remnant TAG = new Remnant(Remnant.How.LEFT, "table public.tag");

    @Test
    void scripts_that_lose_nothing_work() {
        assertThat(scripts(down(new DownVerdict.Lossless())))
                .isEqualTo(
                        new DownScripts.Work(
                                "the down script ran on the copy, and every row and object was as"
                                        + " before"));
    }

    @Test
    void what_is_lost_is_named_and_so_is_what_the_new_version_writes() {
        assertThat(
                        scripts(
                                down(new DownVerdict.Lossy(List.of(SLUG), List.of())),
                                down(new DownVerdict.Lossless(), "column public.room.poster")))
                .isEqualTo(
                        new DownScripts.LoseData(
                                "what 1 row held in public.room.slug, what the new version writes to"
                                        + " column public.room.poster",
                                "2 down scripts ran on the copy"));
    }

    @Test
    void one_that_fails_or_is_missing_stops_all() {
        var fails = new DownVerdict.Fails(3, "no\n  way [P0001]", Optional.of("a holds a null"));

        assertThat(scripts(down(new DownVerdict.Lossless()), down(fails)))
                .isEqualTo(
                        new DownScripts.DoNotWork(
                                "2_b.sql has a down script that fails at line 3 once a holds a null:"
                                        + " no way [P0001]"));
        assertThat(scripts(down(new DownVerdict.None())))
                .isEqualTo(new DownScripts.DoNotWork("2_b.sql has no down script"));
    }

    @Test
    void on_what_is_left_over_nobody_has_seen_the_old_code_work() {
        assertThat(scripts(down(new DownVerdict.Leftover(List.of(TAG)))))
                .isEqualTo(new DownScripts.LeaveBehind("table public.tag is left over"));
        assertThat(scripts(down(new DownVerdict.Lossy(List.of(SLUG), List.of(TAG)))))
                .isInstanceOf(DownScripts.LeaveBehind.class);
    }

    @Test
    void nothing_is_claimed_of_what_was_not_tried() {
        assertThat(scripts()).isInstanceOf(DownScripts.NotRehearsed.class);
    }

    private static DownScripts scripts(RehearsedDown... downs) {
        return new Conclusion(List.of(downs)).scripts();
    }

    private static RehearsedDown down(DownVerdict verdict, String... drops) {
        return new RehearsedDown("2_b.sql", verdict, List.of(drops), Duration.ZERO, Duration.ZERO);
    }
}
