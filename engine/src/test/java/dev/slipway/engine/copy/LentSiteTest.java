package dev.slipway.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Copies on a server that is not ours leave it as it was.
class LentSiteTest extends CopyFixture {

    private static final String DATABASES =
            "select coalesce(string_agg(datname, ' ' order by datname), '') from pg_database where"
                    + " datname like 'slipway\\_copy%'";

    @BeforeEach
    void fill() throws Exception {
        tell("create table room (id int); insert into room select generate_series(1, 100)");
    }

    @Test
    void a_copy_is_a_database_that_tells_whose_it_is_and_goes_with_all_that_was_made_of_it()
            throws Exception {
        var site = lent();
        var copy = onto(site);

        assertThat(ask(copy.url(), "select count(*) from room")).isEqualTo("100");
        assertThat(copy.url().database()).matches("slipway_copy_[0-9a-f]{8}_[a-z0-9_]+");
        assertThat(copy.role()).isEmpty();
        tell(
                server.url("postgres"),
                "create database %s_slipway_before".formatted(copy.url().database()));
        site.close();

        assertThat(ask(server.url("postgres"), DATABASES)).isEmpty();
    }

    @Test
    void the_next_run_drops_what_a_dead_one_left_and_not_what_a_living_one_has() throws Exception {
        var living = onto(lent());
        tell(server.url("postgres"), "create database slipway_copy_0123abcd_ana");
        tell(server.url("postgres"), "create database slipway_copy_notes");
        try {
            var next = onto(lent());

            assertThat(ask(server.url("postgres"), DATABASES).split(" "))
                    .containsExactlyInAnyOrder(
                            living.url().database(), next.url().database(), "slipway_copy_notes");
        } finally {
            server.dropDatabase("slipway_copy_notes");
        }
    }

    @Test
    void a_server_of_another_version_is_refused() throws Exception {
        assertThatThrownBy(() -> lent().begin(OptionalInt.of(18)))
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("is PostgreSQL 15 and the source is PostgreSQL 18");
    }

    private Site lent() throws Exception {
        return kept(Site.lent(server.url("postgres"), scratch()));
    }

    private Copy onto(Site site) {
        return Copy.of(live(), site, Optional.empty(), Optional.empty(), LIMIT, Progress.UNHEARD);
    }
}
