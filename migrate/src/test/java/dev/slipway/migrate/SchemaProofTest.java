package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a rehearsal proved is kept with the database, and read by a version that comes back.
@OnEachServer
class SchemaProofTest extends DatabaseContract {

    private static final OffsetDateTime THEN = OffsetDateTime.parse("2026-11-16T22:00:00Z");
    private static final Ahead IF_PROVEN = Ahead.tolerateIfProven("1.0.0");

    /// The files of the version that comes back.
    @TempDir private Path old;

    SchemaProofTest(int major) {
        super(major);
    }

    @BeforeEach
    void twoMigrations() throws IOException {
        write("1_a.sql", "create table a (id int);");
        write("2_b.sql", "create table b (id int);");
        Files.copy(folder.resolve("1_a.sql"), old.resolve("1_a.sql"));
    }

    @Test
    void a_version_that_is_proven_is_tolerated_where_others_are_refused() throws Exception {
        assertThat(migrator().proof(proof("1_a.sql", "2_b.sql")).build().migrate())
                .isInstanceOf(Outcome.Done.class);

        var back = old(IF_PROVEN);

        assertThat(back.state()).isEqualTo(State.AHEAD);
        assertThat(back.proven()).containsExactly("1.0.0");
        assertThat(back.mayMigrate()).isTrue();
        assertThat(back.exit()).isEqualTo(Exit.DONE);
        assertThat(old(Ahead.tolerateIfProven("0.9.0")).mayMigrate()).isFalse();
        assertThat(old(Ahead.REFUSE).mayMigrate()).isFalse();
        assertThat(
                        rows(
                                "select version, schema_version, rehearsed_at at time zone 'utc' from slipway.proof"))
                .containsExactly("1.0.0|2|2026-11-16 22:00:00");
    }

    @Test
    void what_is_applied_later_is_not_proven() throws Exception {
        migrator().proof(proof("1_a.sql", "2_b.sql")).build().migrate();
        write("3_c.sql", "create table c (id int);");
        migrator().build().migrate();

        assertThat(old(IF_PROVEN).mayMigrate()).isFalse();

        execute("delete from _sqlx_migrations where version = 3; drop table c");
        assertThat(old(IF_PROVEN).mayMigrate()).isTrue();
    }

    @Test
    void what_another_tool_applied_as_it_was_rehearsed_is_proven_too() throws Exception {
        migrator().build().migrate();

        assertThat(migrator().proof(proof("1_a.sql", "2_b.sql")).build().migrate())
                .isEqualTo(new Outcome.Done(List.of()));
        assertThat(old(IF_PROVEN).proven()).containsExactly("1.0.0");
    }

    @Test
    void nothing_is_applied_that_was_not_rehearsed() throws Exception {
        var proof = proof("1_a.sql", "2_b.sql");
        write("2_b.sql", "create table b (id bigint);");
        write("3_c.sql", "create table c (id int);");

        var refused = (Outcome.Refused) migrator().proof(proof).build().migrate();

        assertThat(refused.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(refused.status().problems())
                .extracting(Problem::detail)
                .containsExactly(
                        "2_b.sql has changed since it was rehearsed: rehearse the files as they are now",
                        "3_c.sql was not rehearsed: rehearse the files as they are now");
        assertThat(refused.toReport().headline())
                .isEqualTo("Nothing was applied: it is not what was rehearsed.");
        assertThat(rows("select to_regclass('a')")).containsExactly("null");
    }

    @Test
    void what_was_rehearsed_is_applied_whole() throws Exception {
        var proof = proof("1_a.sql", "2_b.sql");

        var stopped = (Outcome.Refused) migrator().proof(proof).stopAt("1").build().migrate();

        assertThat(stopped.status().problems())
                .extracting(Problem::detail)
                .containsExactly(
                        "2_b.sql was rehearsed, and is not to be applied: rehearse the files as they are now");
        Files.delete(folder.resolve("2_b.sql"));
        var gone = (Outcome.Refused) migrator().proof(proof).build().migrate();
        assertThat(gone.status().problems())
                .extracting(Problem::detail)
                .containsExactly(
                        "2_b.sql was rehearsed, and is not among the files: rehearse the files as they are now");
    }

    @Test
    void with_golang_migrates_mark_too() throws Exception {
        write("golang/000001_a.up.sql", "create table a (id int);");
        write("golang/000002_b.up.sql", "create table b (id int);");
        Files.copy(folder.resolve("golang/000001_a.up.sql"), old.resolve("000001_a.up.sql"));
        Files.delete(old.resolve("1_a.sql"));
        var set = MigrationSet.of(Formats.GOLANG_MIGRATE, folder.resolve("golang"));
        var proof = new SchemaProof(files(set), List.of("1.0.0"), THEN);

        assertThat(migrator().migrations(set).proof(proof).build().migrate())
                .isInstanceOf(Outcome.Done.class);

        var files = MigrationSet.of(Formats.GOLANG_MIGRATE, old);
        var back = migrator().migrations(files).ahead(IF_PROVEN).build().status();
        assertThat(back.state()).isEqualTo(State.AHEAD);
        assertThat(back.mayMigrate()).isTrue();
    }

    @Test
    void a_proof_that_cannot_be_kept_stops_before_anything_runs() throws Exception {
        try (var admin = server.superuser(url);
                var statement = admin.createStatement()) {
            statement.execute("alter database \"" + url.database() + "\" owner to postgres");
        }

        var refused =
                (Outcome.Refused) migrator().proof(proof("1_a.sql", "2_b.sql")).build().migrate();

        assertThat(refused.status().problems())
                .singleElement()
                .extracting(Problem::detail)
                .asString()
                .startsWith("what was proven cannot be kept, because the bookkeeping is off: ");
    }

    @Test
    void a_role_that_may_only_read_sees_it_and_history_that_stands_in_the_bookkeeping()
            throws Exception {
        migrator().proof(proof("1_a.sql", "2_b.sql")).build().migrate();
        try (var admin = server.superuser(url);
                var statement = admin.createStatement()) {
            statement.execute("grant pg_monitor to \"" + url.user() + "\"");
        }
        execute("create schema own; grant usage on schema own to pg_monitor");
        write("own/1_c.up.sql", "create table c (id int);");
        var own =
                migrator()
                        .migrations(MigrationSet.of(Formats.SLIPWAY, folder.resolve("own")))
                        .schema("own");
        own.build().migrate();
        execute("grant select on _sqlx_migrations to pg_monitor");

        var back =
                migrator()
                        .migrations(MigrationSet.of(Formats.SQLX, old))
                        .role("pg_monitor")
                        .ahead(IF_PROVEN)
                        .build()
                        .status();

        assertThat(back.exit()).isEqualTo(Exit.DONE);
        assertThat(back.bookkeeping())
                .hasValue("off: this role may not write to the tables of schema slipway");
        assertThat(own.role("pg_monitor").build().status().state()).isEqualTo(State.READY);
    }

    private Status old(Ahead ahead) {
        return migrator()
                .migrations(MigrationSet.of(Formats.SQLX, old))
                .ahead(ahead)
                .build()
                .status();
    }

    private SchemaProof proof(String... files) {
        var all =
                files(MigrationSet.of(Formats.SQLX, folder)).stream()
                        .filter(file -> List.of(files).contains(file.file()))
                        .toList();
        return new SchemaProof(all, List.of("1.0.0"), THEN);
    }

    private static List<SchemaProof.File> files(MigrationSet set) {
        return set.migrations().stream().map(SchemaProof.File::of).toList();
    }
}
