package dev.slipway.engine.rehearse;

import dev.slipway.engine.start.Candidate;
import dev.slipway.engine.start.Readiness;
import dev.slipway.engine.start.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A version of a service made of a shell and `psql`, whose checks do its work.
///
/// @param folder where it shows that it is ready
record SmallService(Path folder) {

    private static final String READY = "test -e '%s'/ready-$PORT";

    private static final String SERVES = "touch '%s'/ready-$PORT; sleep 600";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// @param before what it does before it is ready
    Candidate candidate(Side side, String before, String... checks) {
        return new Candidate(
                side,
                Stream.of(before, SERVES.formatted(folder)).reduce("", (a, b) -> a + "\n" + b),
                List.of(checks),
                Readiness.parse(READY.formatted(folder)),
                LIMIT);
    }

    /// The new version, of which it is only known what it sends.
    Candidate writing(String sql) {
        return candidate(
                Side.NEW, "", "psql -v ON_ERROR_STOP=1 <<'SQL'\n" + sql.strip() + "\nSQL\n");
    }
}
