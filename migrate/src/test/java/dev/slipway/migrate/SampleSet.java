package dev.slipway.migrate;

import dev.slipway.migrate.format.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder of migrations of which any that ran twice, or not at all, shows in the database: they
/// create tables, write lines into a table without a key, build indexes concurrently, and some
/// commit by themselves.
final class SampleSet {

    private final String format;

    private SampleSet(String format) {
        this.format = format;
    }

    /// Writes migrations 1 to `count` in the words of `format`.
    static Path write(Format format, Path folder, int count) throws IOException {
        var set = new SampleSet(format.word());
        Files.createDirectories(folder);
        for (int i = 1; i <= count; i++) {
            Files.writeString(folder.resolve(set.name(i)), set.file(i));
        }
        return folder;
    }

    private String name(int number) {
        return switch (format) {
            case "slipway", "golang-migrate" -> "%04d_step.up.sql".formatted(number);
            case "flyway" -> "V%04d__step.sql".formatted(number);
            case "sqlx", "goose", "dbmate" -> "%04d_step.sql".formatted(number);
            default -> throw new IllegalArgumentException("no sample in the format " + format);
        };
    }

    private String file(int number) {
        if (number == 1) {
            return inTransaction(
                    """
                    create table line (number int not null);
                    insert into line values (1);
                    """);
        }
        return switch (number % 20) {
            case 7 -> alone(number);
            case 13 -> inTransaction(endsItsTransaction(number));
            case 0 -> inTransaction(newTable(number));
            default ->
                    inTransaction(
                            "insert into line values (%1$d);\nalter table line add c%1$d int;\n"
                                    .formatted(number));
        };
    }

    private static String newTable(int number) {
        return """
        create table t%1$d (id int primary key, name text not null default 'x');
        insert into t%1$d (id) select generate_series(1, 100);
        insert into line values (%1$d);
        """
                .formatted(number);
    }

    private static String endsItsTransaction(int number) {
        return """
        insert into line values (%1$d);
        commit;
        insert into line values (%1$d + 1000);
        insert into line values (%1$d + 2000);
        """
                .formatted(number);
    }

    private String alone(int number) {
        var index = "create index concurrently i%1$d on line (number);\n".formatted(number);
        var more =
                """
                insert into line values (%1$d);
                create index concurrently j%1$d on line (number);
                """
                        .formatted(number);
        return switch (format) {
            case "slipway" -> "-- slipway:no-transaction\n" + index + more;
            case "goose" -> "-- +goose NO TRANSACTION\n-- +goose Up\n" + index + more;
            case "sqlx" -> "-- no-transaction\n" + index;
            case "dbmate" -> "-- migrate:up transaction:false\n" + index + "-- migrate:down\n";
            default -> index;
        };
    }

    private String inTransaction(String sql) {
        return switch (format) {
            case "goose" -> "-- +goose Up\n" + sql;
            case "dbmate" -> "-- migrate:up\n" + sql + "-- migrate:down\n";
            default -> sql;
        };
    }
}
