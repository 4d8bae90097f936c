package dev.slipway.engine.rehearse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `docs/hazards.md`: what a rehearsal and a linter say of the [HazardCases], beside what the
/// server does.
record HazardPage(List<HazardVerdict> verdicts) {

    private static final String TOP =
            """
            # Hazards: what a rehearsal sees, and what a linter sees

            Made by `bench/hazards`, which rehearses every statement below on PostgreSQL 14 to 18 and gives the same statements to
            [squawk](https://squawkhq.com) 2.66.0, a linter of migrations. What the server does was measured apart, through `pg_locks`,
            `pg_class.relfilenode` and `pg_stat_xact_user_tables` of a session of its own, and a test holds the rehearsal against it.

            ## How it is judged

            - A statement is a *hazard* when the server refuses it; when it reads or writes every row of a table under a lock that stops
              others; when it takes rows away; or when it gives another name to what the running version asks for. All others are
              *harmless*. A strong lock that is held for a moment is no hazard by itself: nearly every `alter table` takes one.
            - A hazard is *found* when a tool raises any finding on it that counts; a *false alarm* is one on a harmless statement.
            - A linter sees no server and no data: squawk judges the text of the statement alone. It runs with its default rules, is told
              the server's version, and is shown `begin` and `commit` around what runs in a transaction.
            - What squawk says of taste, of the session's settings, or of what code makes of a change, no server can show. These
              rules count neither for it nor against it: %s.
            - The tables are small. Findings of a rehearsal that depend on time alone (`lock/blocks-reads`, `lock/blocks-writes`,
              `lock/holds-rows`) are left out.

            The statements come from the same hands as the rehearsal. Some stand for what no text shows: a constraint that proves
            a scan needless, a partial index, a default partition. Judge by the rows, not by the sums.

            ## Sums

            """;

    private static final String EACH =
            """

            ## Statements

            A rule that is raised on some versions only has them behind it.

            | statement | what the server does | | rehearsal | squawk |
            |---|---|---|---|---|
            """;

    String text() {
        return TOP.formatted(aside()) + sums() + EACH + rows();
    }

    private String aside() {
        var raised = new TreeSet<String>();
        verdicts.forEach(verdict -> verdict.squawk().values().forEach(raised::addAll));
        raised.removeIf(Squawk::counts);
        return raised.stream().map(HazardPage::code).collect(Collectors.joining(", "));
    }

    private String sums() {
        var text = new StringBuilder();
        text.append("| PostgreSQL | statements | hazards | by | found | missed | false alarms |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        var majors = new TreeSet<Integer>();
        verdicts.forEach(verdict -> majors.addAll(verdict.rehearsal().keySet()));
        for (int major : majors) {
            text.append(sum(major, "rehearsal", HazardVerdict::rehearsal));
            text.append(sum(major, "squawk", HazardPage::counted));
        }
        return text.toString();
    }

    private String sum(
            int major,
            String by,
            Function<HazardVerdict, SortedMap<Integer, SortedSet<String>>> said) {
        var known = verdicts.stream().filter(one -> one.one().holdsOn(major)).toList();
        var none = Collections.<String>emptySortedSet();
        var raised =
                known.stream()
                        .filter(one -> !said.apply(one).getOrDefault(major, none).isEmpty())
                        .toList();
        long hazards = known.stream().filter(HazardVerdict::isHazard).count();
        long found = raised.stream().filter(HazardVerdict::isHazard).count();
        return "| %d | %d | %d | %s | %d | %d | %d of %d |%n"
                .formatted(
                        major,
                        known.size(),
                        hazards,
                        by,
                        found,
                        hazards - found,
                        raised.size() - found,
                        known.size() - hazards);
    }

    private String rows() {
        return verdicts.stream()
                .map(verdict ->
                        begin(verdict.one())
                                + "%s | %s |%n"
                                        .formatted(
                                                cell(verdict, verdict.rehearsal()),
                                                cell(verdict, counted(verdict))))
                .collect(Collectors.joining());
    }

    /// The cells of a row that are known without running anything.
    static String begin(HazardCase one) {
        var setup = one.setup().stream().map(sql -> "after " + code(sql) + ": ");
        return "| %s%s | %s | %s | "
                .formatted(
                        setup.collect(Collectors.joining()),
                        code(one.sql()),
                        one.inServersWords(),
                        one.rules().isEmpty() ? "harmless" : "hazard");
    }

    private static SortedMap<Integer, SortedSet<String>> counted(HazardVerdict verdict) {
        var counted = new TreeMap<Integer, SortedSet<String>>();
        verdict.squawk()
                .forEach((major, rules) -> {
                    var some = new TreeSet<>(rules);
                    some.removeIf(rule -> !Squawk.counts(rule));
                    counted.put(major, some);
                });
        return counted;
    }

    private static String cell(HazardVerdict verdict, SortedMap<Integer, SortedSet<String>> said) {
        var majors = new LinkedHashMap<String, List<Integer>>();
        said.forEach((major, rules) ->
                rules.forEach(
                        rule -> majors.computeIfAbsent(rule, _ -> new ArrayList<>()).add(major)));
        return majors.entrySet().stream()
                .map(entry ->
                        code(entry.getKey())
                                + (entry.getValue().size() == verdict.rehearsal().size()
                                        ? ""
                                        : " " + entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
