package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnContractTest extends FormatContract {

    @Override
    Format format() {
        return Formats.SLIPWAY;
    }

    @Override
    void write(SampleMigration change) throws IOException {
        var name = change.version() + "_" + change.name();
        var first = change.transactional() ? "" : "-- slipway:no-transaction\n";
        write(name + ".up.sql", first + change.up());
        write(name + ".down.sql", first + change.down());
    }

    @Override
    String reading() {
        return """
        select version, description, took_ms > 0, applied_by = session_user
          from slipway.migration
         where history = '"public"."slipway"'
         order by version
        """;
    }

    @Override
    List<String> recorded(List<SampleMigration> applied) {
        return applied.stream()
                .map(change -> change.version() + "|" + change.name().replace('_', ' ') + "|t|t")
                .sorted()
                .toList();
    }

    @Test
    void tables_of_somebody_else_are_foreign_without_a_history() throws Exception {
        write(ROOMS);
        database.execute("create table customer ()");

        assertThat(status().state()).isEqualTo(State.FOREIGN);
        assertThat(migrate()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void without_the_schema_slipway_nothing_is_begun_and_it_is_told_why() throws Exception {
        write(ROOMS);
        try (var admin = TestServer.of(major).superuser(database.url());
                var statement = admin.createStatement()) {
            statement.execute(
                    "alter database \"" + database.url().database() + "\" owner to postgres");
        }

        assertThatThrownBy(this::migrate)
                .hasMessage(
                        "nothing was changed: the format slipway keeps its history in the schema"
                                + " slipway, which is off: this role may not create the schema slipway");
    }

    @Test
    void statements_apart_go_on_after_the_last_finished_one() throws Exception {
        database.execute("create schema other");
        write(
                "1_a.up.sql",
                """
                -- slipway:no-transaction
                create table a (id int);
                insert into a values (1);
                insert into other.b values (1);
                """);

        var failed = (Outcome.Failed) migrate();
        assertThat(failed.line()).isEqualTo(4);
        assertThat(status().problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.HALF_DONE);

        database.execute("create table other.b (id int)");
        assertThat(migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(database.rows("select count(*) from a")).containsExactly("1");
        assertThat(status().state()).isEqualTo(State.READY);
    }

    @Test
    void two_schemas_have_two_histories() throws Exception {
        database.execute("create schema tenant");
        write(ROOMS);
        migrate();

        var tenant = migrator().schema("tenant").build();

        assertThat(tenant.status().state()).isEqualTo(State.PENDING);
        assertThat(tenant.migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(database.rows("select to_regclass('tenant.rooms')"))
                .containsExactly("tenant.rooms");
        assertRecorded(ROOMS);
    }
}
