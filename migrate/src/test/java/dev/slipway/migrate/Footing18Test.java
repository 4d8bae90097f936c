package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Footing18Test extends FootingContract {

    Footing18Test() {
        super(18);
    }

    @Test
    void a_server_that_tells_its_search_path_is_believed() throws Exception {
        write(
                "1_a.sql",
                """
                create function public.wander() returns text language plpgsql as $body$
                begin
                    return set_config('search_path', 'pg_catalog', false);
                end $body$;
                """);
        write("2_b.sql", "select public.wander(); create table public.film (id int);");
        write("3_c.sql", "create table room (id int);");

        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);

        assertThat(rows("select to_regclass('public.room')")).containsExactly("room");
    }
}
