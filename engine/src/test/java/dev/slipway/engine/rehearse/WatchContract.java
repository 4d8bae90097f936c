package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the rehearsal sees of statements, whatever the server's version.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WatchContract {

    private static final String BASE =
            """
            create table room (
                id int primary key,
                name text not null,
                seconds int,
                code text,
                note varchar(20)
            );
            create index room_name on room (name);
            create table member (id int primary key, room_id int not null, email text);
            create schema "My Shop";
            create table "My Shop"."Order-Item" (id int primary key, "Room" int, label text);
            create function touch() returns trigger language plpgsql
                as $$ begin return new; end $$;
            insert into room select i, 'room ' || i, i, 'c', 'n' from generate_series(1, 2000) i;
            insert into member select i, i, 'm' || i from generate_series(1, 2000) i;
            insert into "My Shop"."Order-Item" select i, i, 'l' from generate_series(1, 2000) i;
            """;

    /// Of many kinds; each in a migration of its own.
    private static final List<String> KINDS =
            List.of(
                    "alter table room add column poster text",
                    "alter table room add column token uuid default gen_random_uuid()",
                    "alter table room alter column id type bigint",
                    "create index room_seconds on room (seconds)",
                    "create index concurrently member_email on member (email)",
                    "alter table member add constraint member_room foreign key (room_id)"
                            + " references room (id)",
                    "alter table \"My Shop\".\"Order-Item\" add constraint item_room"
                            + " foreign key (\"Room\") references room (id) not valid",
                    "alter table \"My Shop\".\"Order-Item\" validate constraint item_room",
                    "create trigger room_touch before update on room"
                            + " for each row execute function touch()",
                    "alter table room alter column seconds set not null",
                    "alter table room drop column code",
                    "drop index room_name",
                    "alter table room alter column note type varchar(40)",
                    "update room set poster = 'p' where id < 11",
                    "create index concurrently \"Odd index\" on \"My Shop\".\"Order-Item\" (label)",
                    "alter table member drop constraint member_room",
                    "create table seat (id int primary key, room_id bigint references room (id))",
                    "comment on table room is 'where people meet'",
                    "truncate \"My Shop\".\"Order-Item\"",
                    "drop table member");

    private final int major;
    private Copies copies;

    WatchContract(int major) {
        this.major = major;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        copies = Copies.on(major, folder);
    }

    @AfterAll
    void stop() {
        copies.close();
    }

    @Test
    void locks_and_rewrites_are_those_that_an_independent_session_sees() throws Exception {
        var copy = copies.copy(BASE);
        var independent = new IndependentSession(copies.twin(copy.url()));
        int version = 1;
        for (var sql : KINDS) {
            var file = "%d_kind.sql".formatted(++version);
            copy.write(file, (concurrent(sql) ? "-- no-transaction\n" : "") + sql + ";\n");
        }

        var statements = copy.rehearsal().build().run().statements();

        assertThat(statements).extracting(RehearsedStatement::sql).isEqualTo(KINDS);
        for (var statement : statements) {
            var sql = statement.sql();
            var truth = concurrent(sql) ? independent.alone(sql) : independent.inTransaction(sql);
            assertThat(locks(statement)).as(sql).isEqualTo(truth.locks());
            assertThat(statement.rewrites()).as(sql).containsExactlyElementsOf(truth.rewrites());
        }
    }

    @Test
    void scans_builds_and_rows_are_told_apart() throws Exception {
        var copy = copies.copy(BASE);
        copy.write(
                "2_kinds.sql",
                """
                set client_min_messages = error;
                alter table room add check (seconds > 0);

                create index room_code on room (code);
                alter table room alter id type bigint;
                alter table member add foreign key (room_id) references room (id);
                update room set note = 'x' where id <= 7;
                create table fresh (id int primary key);
                create index fresh_index on fresh (id);
                reindex table member;
                """);

        var statements = copy.rehearsal().build().run().statements();

        assertThat(statements)
                .extracting(
                        RehearsedStatement::line,
                        RehearsedStatement::scans,
                        RehearsedStatement::rewrites,
                        RehearsedStatement::indexBuilds,
                        RehearsedStatement::indexRebuilds,
                        RehearsedStatement::rows)
                .containsExactly(
                        seen(1, "", "", "", "", 0),
                        seen(2, "public.room", "", "", "", 0),
                        seen(4, "", "", "public.room_code", "", 0),
                        seen(
                                5,
                                "",
                                "public.room",
                                "",
                                "public.room_code,public.room_name,public.room_pkey",
                                0),
                        seen(6, "public.member,public.room", "", "", "", 0),
                        seen(7, "", "", "", "", 7),
                        seen(8, "", "", "", "", 0),
                        seen(9, "", "", "", "", 0),
                        seen(10, "", "", "", "public.member_pkey", 0));
    }

    private static org.assertj.core.groups.Tuple seen(
            int line, String scans, String rewrites, String builds, String rebuilds, long rows) {
        return org.assertj.core.groups.Tuple.tuple(
                line, names(scans), names(rewrites), names(builds), names(rebuilds), rows);
    }

    private static List<String> names(String commas) {
        return commas.isEmpty() ? List.of() : List.of(commas.split(","));
    }

    @Test
    void a_lock_is_reported_once_and_held_past_what_follows() throws Exception {
        var copy = copies.copy(BASE);
        copy.write(
                "2_hold.sql",
                """
                set transaction isolation level repeatable read;
                alter table room add poster text;
                select pg_sleep(0.2);
                alter table room add banner text;
                """);

        var statements = copy.rehearsal().build().run().statements();

        assertThat(statements.get(0).locks()).isEmpty();
        assertThat(statements.get(1).locks())
                .singleElement()
                .satisfies(lock -> {
                    assertThat(lock.relation()).isEqualTo("public.room");
                    assertThat(lock.mode()).isEqualTo(LockMode.ACCESS_EXCLUSIVE);
                    assertThat(lock.held()).isGreaterThan(Duration.ofMillis(200));
                });
        assertThat(statements.get(3).locks()).isEmpty();
        assertThat(statements.get(1).took()).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void what_cannot_run_in_a_transaction_is_seen_and_never_hangs() throws Exception {
        var copy = copies.copy(BASE);
        copy.write("2_a.sql", "-- no-transaction\nvacuum full room;")
                .write("3_b.sql", "-- no-transaction\nreindex table concurrently member;")
                .write("4_c.sql", "-- no-transaction\ndrop index concurrently room_name;")
                .write("5_d.sql", "-- no-transaction\nalter table room add poster text;")
                .write("6_e.sql", "-- no-transaction\nupdate member set email = 'e' where id < 4;")
                .write("7_f.sql", "-- no-transaction\nvacuum member;")
                .write("8_g.sql", "-- no-transaction\ncreate table alone (id int);");

        var statements = copy.rehearsal().build().run().statements();

        assertThat(statements)
                .extracting(statement -> statement.strongest().map(HeldLock::mode))
                .startsWith(
                        Optional.of(LockMode.ACCESS_EXCLUSIVE),
                        Optional.of(LockMode.SHARE_UPDATE_EXCLUSIVE),
                        Optional.of(LockMode.SHARE_UPDATE_EXCLUSIVE),
                        Optional.of(LockMode.ACCESS_EXCLUSIVE),
                        Optional.of(LockMode.ROW_EXCLUSIVE));
        assertThat(statements.get(0).rewrites()).containsExactly("public.room");
        assertThat(statements.get(1).indexRebuilds()).contains("public.member_pkey");
        assertThat(statements.get(4).rows()).isEqualTo(3);
        assertThat(statements.get(6).locks()).isEmpty();
        assertThat(
                        copy.ask(
                                "select count(*) from pg_stat_activity where application_name like '%reader'"))
                .isEqualTo("0");
    }

    private static boolean concurrent(String sql) {
        return sql.contains("concurrently");
    }

    private static SortedSet<String> locks(RehearsedStatement statement) {
        var locks = new TreeSet<String>();
        for (var lock : statement.locks()) {
            locks.add(lock.mode().word() + " " + lock.relation());
        }
        return locks;
    }
}
