package dev.slipway.service.config;

import dev.slipway.report.Exit;
import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.util.ArrayList;
import java.util.List;

/// Everything that is wrong, in the order in which it was met: nothing stops at the first.
final class Problems {

    private final List<Finding> findings = new ArrayList<>();
    private Exit exit = Exit.BLOCKED;

    /// Where a source says it. What an option says is the command line's fault.
    void add(String rule, Source source, String fact, String remedy) {
        if (source.kind() == Source.Kind.OPTION) {
            usage(rule, source.place(), fact, remedy);
        } else {
            add(rule, source.place(), fact, remedy);
        }
    }

    void add(String rule, Place place, String fact, String remedy) {
        findings.add(
                new Finding(
                        "config/" + rule,
                        Severity.ERROR,
                        new Place(Redaction.printable(place.name()), place.line(), place.column()),
                        Redaction.printable(fact),
                        "",
                        Redaction.printable(remedy)));
    }

    /// The command line itself is wrong, or names a file that cannot be had.
    void usage(String rule, Place place, String fact, String remedy) {
        exit = Exit.USAGE;
        add(rule, place, fact, remedy);
    }

    /// The same, told without stopping anything.
    List<Finding> warnings() {
        return findings.stream()
                .map(one ->
                        new Finding(
                                one.rule(),
                                Severity.WARNING,
                                one.place(),
                                one.fact(),
                                one.evidence(),
                                one.remedy()))
                .toList();
    }

    boolean none() {
        return findings.isEmpty();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Exit exit() {
        return exit;
    }
}
