package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/// A database whose newest migration can be taken back.
abstract class DownFixture extends DatabaseContract {

    DownFixture(int major) {
        super(major);
    }

    DownOutcome down() {
        return migrator().build().down(DataLoss.REFUSE);
    }

    void migrate() {
        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Done.class);
    }

    Migrator.Builder goose() {
        return Migrator.builder().database(url).migrations(folder);
    }

    void pair(int version, String up, String down) throws IOException {
        write(version + "_x.up.sql", up);
        write(version + "_x.down.sql", down);
    }

    List<String> columns(String table) throws SQLException {
        return rows(
                "select attname from pg_attribute where attrelid = '"
                        + table
                        + "'::regclass and attnum > 0 and not attisdropped order by attnum");
    }
}
