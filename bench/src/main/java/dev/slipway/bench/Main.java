package dev.slipway.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench/run`: measures, and prints one table.
@Command(
        name = "bench/run",
        description = "Measure Slipway beside other migration tools on one server.",
        mixinStandardHelpOptions = true)
final class Main implements Callable<Integer> {

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Runs of each, of which the median is shown. Default: 3.")
    private int runs = 3;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Only the work whose name contains this.")
    private @Nullable String only;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("slipway-bench");
        var results = new Results();
        try (var server = new BenchServer()) {
            for (var work : Work.all(server, folder)) {
                if (only == null || work.name().contains(only)) {
                    measure(work, results);
                }
            }
        } finally {
            delete(folder);
        }
        System.out.println(json ? results.json() : heading() + results.table());
        return 0;
    }

    private void measure(Work work, Results results) throws Exception {
        try (work) {
            for (var contest : work.contests()) {
                results.add(contest, contest.medians(runs));
            }
        }
    }

    private String heading() {
        return "PostgreSQL 15, %s; medians of %d interleaved runs; %d processors, Java %s%n%n"
                .formatted(
                        BenchServer.SETTINGS,
                        runs,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature());
    }

    private static void delete(Path folder) throws Exception {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
