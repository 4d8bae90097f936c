package dev.slipway.engine.down;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FateTest {

    @Test
    void what_the_new_version_added_is_lost_first() {
        assertThat(Fate.of(0, 3, 0)).isEqualTo(new Fate(3, 0, 0));
        assertThat(Fate.of(2, 3, 2)).isEqualTo(new Fate(1, 0, 0));
        assertThat(Fate.of(2, 3, 0)).isEqualTo(new Fate(1, 2, 0));
    }

    @Test
    void what_the_new_version_took_away_is_not_lost_by_the_script() {
        assertThat(Fate.of(5, 0, 0)).isEqualTo(Fate.NOTHING);
        assertThat(Fate.of(5, 0, 5)).isEqualTo(new Fate(0, 0, 5));
    }
}
