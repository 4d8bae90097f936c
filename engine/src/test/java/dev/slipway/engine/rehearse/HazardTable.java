package dev.slipway.engine.rehearse;

import dev.slipway.engine.postgres.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// `bench/hazards`: rehearses the [HazardCases] on every version, lets squawk judge them too, and
/// writes what both said.
final class HazardTable {

    private HazardTable() {}

    /// @param args squawk's program, and the page to write
    public static void main(String[] args) throws Exception {
        var squawk = new Squawk(Path.of(args[0]));
        var verdicts = HazardCases.ALL.stream().map(HazardVerdict::of).toList();
        var folder = Files.createTempDirectory("slipway-hazards");
        try {
            for (int major : IntStream.rangeClosed(14, 18).toArray()) {
                System.err.printf("PostgreSQL %d …%n", major);
                try (var server = HazardServer.of(major, folder.resolve("on " + major))) {
                    for (var verdict : verdicts) {
                        judge(verdict, major, server, squawk);
                    }
                }
            }
        } finally {
            Tree.delete(folder);
        }
        Files.writeString(Path.of(args[1]), new HazardPage(verdicts).text());
    }

    private static void judge(HazardVerdict verdict, int major, HazardServer server, Squawk squawk)
            throws Exception {
        var one = verdict.one();
        if (one.holdsOn(major)) {
            var result = server.prepared(one).rehearsal().build().run();
            verdict.rehearsal().put(major, HazardServer.rules(result));
            verdict.squawk().put(major, squawk.rules(one, major));
        }
    }
}
