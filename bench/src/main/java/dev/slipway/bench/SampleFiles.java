package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The same small migrations for every tool: of each four, one creates a table, one fills it, one
/// adds a column and one an index.
record SampleFiles(Path folder, int count) {

    static SampleFiles in(Path parent, int count) throws IOException {
        var files = new SampleFiles(parent.resolve("files-" + count), count);
        for (var tool : new String[] {"sqlx", "flyway", "dbmate", "psql"}) {
            Files.createDirectories(files.folder.resolve(tool));
        }
        for (int i = 1; i <= count; i++) {
            var sql = sql(i);
            files.write("sqlx/%05d_step.sql", i, sql);
            files.write("psql/%05d_step.sql", i, sql);
            files.write("flyway/V%05d__step.sql", i, sql);
            files.write("dbmate/%05d_step.sql", i, "-- migrate:up\n" + sql + "-- migrate:down\n");
        }
        Files.writeString(files.psqlFile(), files.psqlScript());
        return files;
    }

    private void write(String name, int number, String text) throws IOException {
        Files.writeString(folder.resolve(name.formatted(number)), text);
    }

    private static String sql(int number) {
        int table = (number - 1) / 4;
        return switch (number % 4) {
            case 1 ->
                    """
                    create table item_%1$d (
                        id bigint primary key generated always as identity,
                        name text not null,
                        created_at timestamptz not null default now()
                    );
                    """
                            .formatted(table);
            case 2 ->
                    "insert into item_%d (name) select 'item ' || n from generate_series(1, 10) n;\n"
                            .formatted(table);
            case 3 ->
                    "alter table item_%d add column price numeric(12, 2) not null default 0;\n"
                            .formatted(table);
            default -> "create index item_%1$d_name on item_%1$d (name);\n".formatted(table);
        };
    }

    private String psqlScript() {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        "begin;\n\\i %s/psql/%%05d_step.sql\ncommit;\n".formatted(folder)
                                ::formatted)
                .collect(Collectors.joining());
    }

    Path of(String tool) {
        return folder.resolve(tool);
    }

    Path psqlFile() {
        return folder.resolve("all.sql");
    }
}
