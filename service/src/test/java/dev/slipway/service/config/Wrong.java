package dev.slipway.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/// One way to get a configuration wrong, with the one sentence that it gets and its place.
///
/// @param fact with `{}` for the directory
record Wrong(String name, UnaryOperator<Bench> how, String place, String fact, Exit exit) {

    static Wrong invalid(String name, UnaryOperator<Bench> how, String place, String fact) {
        return new Wrong(name, how, place, fact, Exit.BLOCKED);
    }

    static Wrong usage(String name, UnaryOperator<Bench> how, String place, String fact) {
        return new Wrong(name, how, place, fact, Exit.USAGE);
    }

    static void check(List<Wrong> all, Path directory) throws IOException {
        for (var wrong : all) {
            wrong.check(Files.createTempDirectory(directory, "case"));
        }
    }

    private void check(Path directory) {
        var invalid = how.apply(new Bench(directory)).invalid();

        assertThat(invalid.findings())
                .as(name)
                .extracting(one -> one.place() + "  " + one.fact())
                .containsExactly(place + "  " + fact.replace("{}", directory.toString()));
        assertThat(invalid.exit()).as(name).isEqualTo(exit);
        assertThat(invalid.findings().get(0).remedy()).as(name).isNotBlank();
        assertThat(invalid.validation().toJson().pretty() + invalid)
                .as(name)
                .doesNotContain(Bench.PASSWORD, "s3cr3t");
    }
}
