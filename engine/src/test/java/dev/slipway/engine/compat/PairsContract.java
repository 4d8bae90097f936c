package dev.slipway.engine.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every pair of old statement and migration is decided rightly, whatever the server's version. The
/// statements run as a role with no more rights than it needs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PairsContract {

    private static final String RIGHTS =
            """
            create role app nologin;
            grant select, insert, update, delete on all tables in schema public to app;
            grant usage on all sequences in schema public to app
            """;

    private final int major;
    private Server server;
    private Connection connection;

    PairsContract(int major) {
        this.major = major;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException {
        var binaries = Binaries.find(major, folder.resolve("binaries"));
        var settings = Map.of("fsync", "off", "timezone", "Asia/Kathmandu");
        server = Server.start(binaries, folder.resolve("server"), settings);
        server.createDatabase("Pairs");
        connection = server.url("Pairs").connect("test");
        tell(Pairs.BASE);
        tell(RIGHTS);
    }

    @AfterAll
    void stop() throws SQLException {
        connection.close();
        server.close();
    }

    static Stream<Pair> pairs() {
        return Stream.of(Pairs.BREAKING, Pairs.HARMLESS, Pairs.BY_VALUE).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void is_decided_rightly(Pair pair) throws SQLException {
        var result = judged(pair);

        assertThat(result.skipped()).isEmpty();
        assertThat(result.caveats()).isEmpty();
        assertThat(result.checked()).isEqualTo(1);
        assertThat(verdict(result)).as(said(result).toString()).isEqualTo(pair.verdict());
        assertThat(said(result)).allSatisfy(said -> assertThat(said).startsWith(pair.expected()));
        assertThat(said(result)).hasSize(pair.expected().isEmpty() ? 0 : 1);
    }

    @Test
    void half_of_the_certain_pairs_break_and_there_are_sixty_or_more() {
        assertThat(Pairs.BREAKING).hasSizeGreaterThanOrEqualTo(30);
        assertThat(Pairs.HARMLESS).hasSizeGreaterThanOrEqualTo(30);
    }

    private CompatResult judged(Pair pair) throws SQLException {
        var statement =
                new OldStatement(
                        "old.sql", pair.statement(), Optional.of("app"), OptionalLong.empty());
        tell("begin");
        try {
            var compat = Compat.before(connection, new OldSql(List.of(statement)));
            tell(pair.migration());
            return compat.after(connection);
        } finally {
            tell("rollback");
        }
    }

    private static Pair.Verdict verdict(CompatResult result) {
        if (!result.broken().isEmpty()) {
            return Pair.Verdict.BREAKS;
        }
        return result.atRisk().isEmpty() ? Pair.Verdict.WORKS : Pair.Verdict.AT_RISK;
    }

    private static List<String> said(CompatResult result) {
        return Stream.concat(
                        result.broken().stream().map(Broken::error),
                        result.atRisk().stream().map(AtRisk::constraint))
                .toList();
    }

    private void tell(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
