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
                                down(new DownVerdict.Lossy(List.of(SLUG), List.of(), List.of())),
                                down(new DownVerdict.Lossless(), "column public.room.poster")))
                .isEqualTo(
                        new DownScripts.LoseData(
                                "what 1 row held in public.room.slug, what the new version writes to"
                                        + " column public.room.poster",
                                "2 down scripts ran on the copy"));
    }

    @Test
    void what_the_new_version_was_seen_to_write_is_counted_in_place_of_what_it_may_write() {
        var tag = new Damage(Damage.What.ROWS, "public.tag", 3);
        var drops = new String[] {"column public.room.poster", "table public.tag"};
        var seen = down(new DownVerdict.Lossless(), drops).onNewData(List.of(tag));

        assertThat(seen.verdict())
                .isEqualTo(new DownVerdict.Lossy(List.of(), List.of(tag), List.of()));
        assertThat(scripts(seen))
                .isEqualTo(
                        new DownScripts.LoseNewData(
                                "what the new version wrote (3 rows of public.tag), what the new"
                                        + " version writes to column public.room.poster",
                                "the down script ran on the copy"));
        assertThat(seen.lines())
                .containsExactly(
                        "2_b.sql: lossy: loses nothing that was there before; what the new version"
                                + " wrote is lost: 3 rows of public.tag",
                        "  takes away what the new version writes to column public.room.poster");
    }

    @Test
    void what_was_there_before_is_told_apart_from_what_the_new_version_wrote() {
        var lossy = new DownVerdict.Lossy(List.of(SLUG), List.of(), List.of(TAG));
        var tag = new Damage(Damage.What.ROWS, "public.tag", 1);

        assertThat(down(lossy).onNewData(List.of(tag)).lines())
                .containsExactly(
                        "2_b.sql: lossy: loses what 1 row held in public.room.slug; what the new"
                                + " version wrote is lost, too: 1 row of public.tag",
                        "  also, table public.tag is left over");
        assertThat(down(lossy).onNewData(List.of()).lines())
                .startsWith("2_b.sql: lossy: loses what 1 row held in public.room.slug")
                .endsWith("  of what the new version wrote, nothing was seen to be lost");
    }

    @Test
    void one_that_fails_on_other_data_loses_nothing_by_that() {
        var fails = down(new DownVerdict.Fails(3, "no way", Optional.of("a holds a null")));
        var tag = new Damage(Damage.What.ROWS, "public.tag", 1);

        assertThat(fails.onNewData(List.of(tag))).isEqualTo(fails);
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
        assertThat(scripts(down(new DownVerdict.Lossy(List.of(SLUG), List.of(), List.of(TAG)))))
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
        return new RehearsedDown(
                "2_b.sql", verdict, List.of(drops), Duration.ZERO, Duration.ZERO, false);
    }
}
