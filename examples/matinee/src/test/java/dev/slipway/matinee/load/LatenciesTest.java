package dev.slipway.matinee.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void a_quantile_is_the_shortest_time_within_which_that_share_came() {
        for (int milliseconds = 1; milliseconds <= 100; milliseconds++) {
            latencies.add(milliseconds);
        }

        assertThat(latencies.quantile(0.50)).isEqualTo(50);
        assertThat(latencies.quantile(0.95)).isEqualTo(95);
        assertThat(latencies.max()).isEqualTo(100);
    }

    @Test
    void nothing_has_no_quantile() {
        assertThat(latencies.quantile(0.95)).isZero();
    }

    @Test
    void what_takes_longer_than_a_minute_counts_as_a_minute() {
        latencies.add(90_000);

        assertThat(latencies.max()).isEqualTo(60_000);
        assertThat(latencies.quantile(1)).isEqualTo(60_000);
    }
}
