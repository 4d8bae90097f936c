package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DbmateContractTest extends ToolContract {

    @Override
    Format format() {
        return Formats.DBMATE;
    }

    @Override
    void write(SampleMigration change) throws IOException {
        write(change.version() + "_" + change.name() + ".sql", text(change));
    }

    static String text(SampleMigration change) {
        var options = change.transactional() ? "" : " transaction:false";
        return "-- migrate:up"
                + options
                + "\n"
                + change.up()
                + "\n-- migrate:down"
                + options
                + "\n"
                + change.down();
    }

    @Override
    String reading() {
        return "select version from schema_migrations order by version";
    }

    @Override
    List<String> recorded(List<SampleMigration> applied) {
        return applied.stream().map(SampleMigration::version).sorted().toList();
    }

    @Override
    List<String> toolCreates() {
        return List.of(
                "create table if not exists public.schema_migrations (version varchar primary key)");
    }

    @Override
    List<String> toolApplied(SampleMigration change) {
        return List.of(
                "insert into public.schema_migrations (version) values ('"
                        + change.version()
                        + "')");
    }

    @Override
    List<String> toolReverted(SampleMigration change, Optional<SampleMigration> before) {
        return List.of(
                "delete from public.schema_migrations where version = '" + change.version() + "'");
    }

    /// As in dbmate 1.
    @Test
    void a_table_whose_column_has_a_length_is_carried_on() throws Exception {
        write(ROOMS);
        database.execute("create table schema_migrations (version varchar(255) primary key)");

        assertThat(migrate()).isInstanceOf(Outcome.Done.class);
        assertRecorded(ROOMS);
    }

    @Test
    void the_table_of_golang_migrate_is_not_taken_for_it() throws Exception {
        write(ROOMS);
        database.execute(
                "create table schema_migrations (version bigint primary key, dirty boolean)");

        assertThat(status().state()).isEqualTo(State.FOREIGN);
    }
}
