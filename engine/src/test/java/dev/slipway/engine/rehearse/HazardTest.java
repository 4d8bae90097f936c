package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.sql.Statements;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the rehearsal says of each of the [HazardCases] is what the server did, whatever its
/// version; the harmless ones raise nothing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class HazardTest {

    private final List<HazardServer> servers = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        for (int major : Copies.supported().toArray()) {
            servers.add(HazardServer.of(major, folder.resolve("on " + major)));
        }
    }

    @AfterAll
    void stop() {
        servers.forEach(HazardServer::close);
    }

    Stream<Arguments> cases() {
        return on(servers, one -> !one.fails());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("cases")
    void a_rehearsal_reports_what_the_server_does_and_no_more(HazardServer server, HazardCase one)
            throws Exception {
        var copy = server.prepared(one);
        var independent = new IndependentSession(server.twin(copy));

        var result = copy.rehearsal().build().run();

        var statement = result.statements().getFirst();
        assertThat(strongest(statement)).isEqualTo(one.strongest());
        assertThat(work(statement)).isEqualTo(one.work());
        assertThat(HazardServer.rules(result)).isEqualTo(one.rules());
        assertThat(result.statements()).hasSize(1);
        agrees(one, statement, independent);
    }

    Stream<Arguments> failures() {
        return on(servers, HazardCase::fails);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("failures")
    void what_fails_on_the_server_is_said_to_fail(HazardServer server, HazardCase one)
            throws Exception {
        var copy = server.prepared(one);
        var independent = new IndependentSession(server.twin(copy));

        var result = copy.rehearsal().build().run();

        assertThat(HazardServer.rules(result)).isEqualTo(one.rules());
        assertThatThrownBy(() -> independent.inTransaction(one.sql()))
                .isInstanceOf(SQLException.class);
    }

    Stream<Arguments> hazards() {
        return on(servers, one -> !one.rules().isEmpty() && !one.fails());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("hazards")
    void its_safe_form_runs_and_raises_no_such_finding(HazardServer server, HazardCase one)
            throws Exception {
        var hazard =
                HazardServer.findings(server.prepared(one).rehearsal().build().run()).getFirst();
        assertThat(hazard.rule()).isIn(one.rules());
        assertThat(hazard.remedy().contains("\n")).isEqualTo(!one.inWords());
        if (one.inWords()) {
            return;
        }
        var script = hazard.remedy().substring(hazard.remedy().indexOf('\n') + 1);
        var copy = server.prepared(one);
        int version = 1;
        for (var statement : Statements.split(script)) {
            copy.write(++version + "_case.sql", "-- no-transaction\n" + statement.sql() + ";\n");
        }

        var result = copy.rehearsal().build().run();

        assertThat(result.run()).as(script).isInstanceOf(Run.Ended.class);
        assertThat(HazardServer.findings(result)).as(script).isEmpty();
    }

    private static Stream<Arguments> on(List<HazardServer> servers, Predicate<HazardCase> wanted) {
        return servers.stream()
                .flatMap(server ->
                        server.cases().stream()
                                .filter(wanted)
                                .map(one -> Arguments.of(server, one)));
    }

    private static void agrees(
            HazardCase one, RehearsedStatement statement, IndependentSession independent)
            throws Exception {
        if (one.alone() && !one.sql().matches("(create|re)\\s?index.*")) {
            return;
        }
        var before = independent.indexes();
        var truth =
                one.alone() ? independent.alone(one.sql()) : independent.inTransaction(one.sql());
        assertThat(locks(statement)).isEqualTo(truth.locks());
        assertThat(statement.rewrites()).containsExactlyElementsOf(truth.rewrites());
        var after = independent.indexes();
        if (!one.rules().contains("compat/renamed")) {
            after.keySet().removeAll(before.keySet());
            assertThat(after.keySet()).containsAll(statement.indexBuilds());
        }
        if (one.row() != 47 && statement.rows() == 0 && statement.indexBuilds().isEmpty()) {
            var told = new TreeSet<>(statement.scans());
            told.addAll(statement.rewrites());
            if (statement.indexRebuilds().isEmpty()) {
                assertThat(told).containsAll(truth.read());
            }
        }
    }

    private static String strongest(RehearsedStatement statement) {
        return statement.locks().stream()
                .findFirst()
                .map(lock -> lock.mode().word() + " " + lock.relation())
                .orElse("");
    }

    private static SortedSet<String> work(RehearsedStatement statement) {
        var work = new TreeSet<String>();
        statement.rewrites().forEach(name -> work.add("rewrites " + name));
        statement.scans().stream()
                .filter(name -> !statement.rewrites().contains(name))
                .forEach(name -> work.add("scans " + name));
        statement.indexBuilds().forEach(name -> work.add("builds " + name));
        statement.indexRebuilds().forEach(name -> work.add("rebuilds " + name));
        return work;
    }

    private static SortedSet<String> locks(RehearsedStatement statement) {
        var locks = new TreeSet<String>();
        for (var lock : statement.locks()) {
            locks.add(lock.mode().word() + " " + lock.relation());
        }
        return locks;
    }
}
