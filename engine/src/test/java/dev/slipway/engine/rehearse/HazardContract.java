package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.sql.Statements;
import dev.slipway.report.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the rehearsal says of each of the [HazardCases] is what the server did, whatever its
/// version; the harmless ones raise nothing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HazardContract {

    /// Of time alone: whether they are raised depends on the machine.
    private static final Set<String> BY_TIME =
            Set.of("lock/blocks-reads", "lock/blocks-writes", "lock/holds-rows");

    private final int major;
    private Copies copies;
    private Copies.Copy base;

    HazardContract(int major) {
        this.major = major;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        copies = Copies.on(major, folder);
        base = copies.copy(HazardCases.BASE);
    }

    @AfterAll
    void stop() {
        copies.close();
    }

    Stream<HazardCase> cases() {
        return HazardCases.ALL.stream().filter(one -> one.holdsOn(major));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_rehearsal_reports_what_the_server_does_and_no_more(HazardCase one) throws Exception {
        var copy = prepared(one);
        var independent = new IndependentSession(copies.twin(copy.url()));

        var result = copy.rehearsal().build().run();

        var statement = result.statements().getFirst();
        assertThat(strongest(statement)).isEqualTo(one.strongest());
        assertThat(work(statement)).isEqualTo(one.work());
        assertThat(rules(result)).isEqualTo(one.rules());
        assertThat(result.statements()).hasSize(1);
        agrees(one, statement, independent);
    }

    Stream<HazardCase> hazards() {
        return cases().filter(one -> !one.rules().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("hazards")
    void its_safe_form_runs_and_raises_no_such_finding(HazardCase one) throws Exception {
        var hazard = findings(prepared(one).rehearsal().build().run()).getFirst();
        assertThat(hazard.rule()).isIn(one.rules());
        assertThat(hazard.remedy().contains("\n")).isEqualTo(!one.inWords());
        if (one.inWords()) {
            return;
        }
        var script = hazard.remedy().substring(hazard.remedy().indexOf('\n') + 1);
        var copy = prepared(one);
        int version = 1;
        for (var statement : Statements.split(script)) {
            copy.write(++version + "_case.sql", "-- no-transaction\n" + statement.sql() + ";\n");
        }

        var result = copy.rehearsal().build().run();

        assertThat(result.run()).as(script).isInstanceOf(Run.Ended.class);
        assertThat(findings(result)).as(script).isEmpty();
    }

    private Copies.Copy prepared(HazardCase one) throws Exception {
        var copy = copies.again(base);
        for (var sql : one.setup()) {
            copy.tell(sql);
        }
        return copy.write(
                "2_case.sql", (one.alone() ? "-- no-transaction\n" : "") + one.sql() + ";");
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

    private static SortedSet<String> rules(RehearsalResult result) {
        var rules = new TreeSet<String>();
        findings(result).stream().map(Finding::rule).forEach(rules::add);
        return rules;
    }

    private static List<Finding> findings(RehearsalResult result) {
        return RehearsalFindings.of(result).observed().stream()
                .filter(finding -> !BY_TIME.contains(finding.rule()))
                .toList();
    }

    private static SortedSet<String> locks(RehearsedStatement statement) {
        var locks = new TreeSet<String>();
        for (var lock : statement.locks()) {
            locks.add(lock.mode().word() + " " + lock.relation());
        }
        return locks;
    }
}
