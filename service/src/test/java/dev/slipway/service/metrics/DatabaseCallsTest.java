package dev.slipway.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.service.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class DatabaseCallsTest {

    private static TestServer server;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final DatabaseCalls calls =
            DatabaseCalls.telling((route, count) -> told.add(route + " " + count));
    private DataSource source;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestServer.start();
    }

    @BeforeEach
    void countCalls() {
        source = calls.counting(server.database().dataSource("test"));
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void each_execution_is_a_call_and_a_batch_is_one() throws Exception {
        calls.during(
                "POST /rooms",
                () -> {
                    try (var connection = source.getConnection();
                            var plain = connection.createStatement();
                            var prepared = connection.prepareStatement("select ?::int");
                            var called = connection.prepareCall("{call pg_sleep(0)}")) {
                        plain.execute("create temp table seat (id int)");
                        plain.executeUpdate("insert into seat values (1)");
                        plain.executeQuery("select 1");
                        for (int i = 0; i < 10; i++) {
                            prepared.setInt(1, i);
                            prepared.addBatch();
                        }
                        prepared.clearBatch();
                        prepared.setInt(1, 7);
                        assertThat(prepared.executeQuery().next()).isTrue();
                        called.execute();
                        plain.addBatch("insert into seat values (2)");
                        plain.addBatch("insert into seat values (3)");
                        assertThat(plain.executeBatch()).containsExactly(1, 1);
                        return null;
                    }
                });

        assertThat(told).containsExactly("POST /rooms 6");
    }

    @Test
    void a_query_in_a_loop_shows() throws Exception {
        calls.during("GET /rooms", () -> select(1));
        calls.during("GET /rooms", () -> select(51));

        assertThat(told).containsExactly("GET /rooms 1", "GET /rooms 51");
    }

    @Test
    void requests_of_other_threads_and_calls_of_no_request_are_apart() throws Exception {
        var request = calls.begin();
        select(2);
        var other = new Thread(() -> select(5));
        other.start();
        other.join();
        var another = new Thread(() -> during("GET /health", 3));
        another.start();
        another.join();
        request.end("GET /rooms");
        select(4);

        assertThat(told).containsExactly("GET /health 3", "GET /rooms 2");
    }

    @Test
    void one_within_another_counts_for_both() {
        var outer = calls.begin();
        select(1);
        during("GET /part", 2);
        select(1);
        outer.end("GET /page");
        outer.end("GET /page");

        assertThat(told).containsExactly("GET /part 2", "GET /page 4");
    }

    @Test
    void what_fails_was_a_call_and_fails_as_it_would_without() {
        assertThatThrownBy(() ->
                        calls.during(
                                "GET /rooms",
                                () -> {
                                    try (var connection = source.getConnection();
                                            var statement = connection.createStatement()) {
                                        return statement.execute("selec 1");
                                    }
                                }))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("syntax error");
        assertThat(told).containsExactly("GET /rooms 1");
    }

    @Test
    void the_driver_is_still_reached_and_nothing_goes_around_the_count() throws Exception {
        var request = calls.begin();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
            assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
            assertThat(Set.of(connection)).contains(connection);
            try (var another = source.getConnection()) {
                assertThat(connection).isNotEqualTo(another);
            }
            assertThat(statement.getConnection()).isSameAs(connection);
            Connection back = statement.getConnection();
            try (var other = back.createStatement()) {
                other.execute("select 1");
            }
        }
        request.end("GET /rooms");
        assertThat(told).containsExactly("GET /rooms 1");
    }

    private void during(String route, int times) {
        var request = calls.begin();
        select(times);
        request.end(route);
    }

    private boolean select(int times) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            for (int i = 0; i < times; i++) {
                statement.execute("select 1");
            }
            return true;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
