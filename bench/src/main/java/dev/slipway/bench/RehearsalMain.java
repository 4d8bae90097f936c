package dev.slipway.bench;

import dev.slipway.engine.copy.Copy;
import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench/rehearsal`: measures a rehearsal of a big database, and prints one table.
@Command(
        name = "bench/rehearsal",
        description =
                "Measure slipway rehearse on a big database beside pg_dump, pg_restore and psql.",
        mixinStandardHelpOptions = true)
final class RehearsalMain implements Callable<Integer> {

    private static final int MAJOR = 15;
    private static final double TO_BARE = 1.3;
    private static final double MOST_MEMORY = 256.0 * 1024 * 1024;
    private static final double LEAST_DIGESTED = 100e6;
    private static final String BARE = "pg_dump, pg_restore, psql";
    private static final String WITHOUT_DOWNS = "slipway rehearse --no-down";
    private static final String WHOLE = "slipway rehearse";

    /// The rows that a migration touches are digested before it and after its down.
    private static final int DIGESTS = 2;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "About how large the database is to be, such as 300M. Default: 5G.")
    private long size = 5L << 30;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Runs of each, of which the median is shown. Default: 3.")
    private int runs = 3;

    @Parameters(paramLabel = "FOLDER", description = "Where everything goes, and is deleted.")
    private Path folder;

    public static void main(String[] args) {
        System.exit(new CommandLine(new RehearsalMain()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        try (var place = BenchFolder.at(folder)) {
            var binaries = Binaries.find(MAJOR, place.make("cache"));
            var server = Server.start(binaries, place.server("source"), Copy.THROWAWAY);
            var database = BigDatabase.of(server, place.make("files"), size);
            System.out.println(heading(database) + results(database, binaries, place).table());
        }
        return 0;
    }

    private Results results(BigDatabase database, Binaries binaries, BenchFolder place)
            throws Exception {
        var bare = new BareRestore(database, binaries, place.server("bare"));
        var program = new RehearseProgram(database, place.make("project"));
        var results = new Results();
        var times = times(bare, program);
        var took = times.medians(runs);
        results.add(times, took);
        var digests = digests(database.touchedBytes(), took);
        results.add(digests, digests.medians(1));
        var memory = memory(program);
        results.add(memory, memory.medians(1));
        return results;
    }

    private static Contest times(BareRestore bare, RehearseProgram program) {
        return new Contest(
                "rehearse",
                Unit.SECONDS,
                BARE,
                List.of(
                        Contender.of(BARE, bare::run),
                        Contender.of(WITHOUT_DOWNS, () -> program.run("--no-down"))
                                .with(new Bar.Times(TO_BARE, BARE)),
                        Contender.of(WHOLE, program::run)));
    }

    /// What the downs take longer is more than their digests take.
    private static Contest digests(long touched, Medians took) {
        double rate = DIGESTS * touched / (took.of(WHOLE) - took.of(WITHOUT_DOWNS));
        return new Contest(
                "rows digested, downs included",
                Unit.RATE,
                WHOLE,
                List.of(Contender.of(WHOLE, () -> rate).with(new Bar.AtLeast(LEAST_DIGESTED))));
    }

    private static Contest memory(RehearseProgram program) {
        return new Contest(
                "most memory of the JVM",
                Unit.MEMORY,
                WHOLE,
                List.of(Contender.of(WHOLE, program::peak).with(new Bar.AtMost(MOST_MEMORY))));
    }

    private String heading(BigDatabase database) throws Exception {
        return "PostgreSQL %d, a database of %.1f GB; medians of %d interleaved runs; %d processors, Java %d%n%n"
                .formatted(
                        MAJOR,
                        database.bytes() / (double) (1 << 30),
                        runs,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature());
    }
}
