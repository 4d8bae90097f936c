package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.Broken;
import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.compat.OldStatement;
import dev.slipway.engine.compat.Skipped;
import dev.slipway.engine.rollback.Observations;
import dev.slipway.engine.rollback.OldCode;
import dev.slipway.engine.rollback.WaysBack;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.Problem;
import dev.slipway.migrate.State;
import dev.slipway.migrate.Status;
import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Results of rehearsals that never ran, for reports to be made of.
final class SampleRehearsals {

    static final RehearsedStatement HARMLESS =
            new RehearsedStatement(
                    "2_poster.sql",
                    1,
                    "alter table room\n    add poster text",
                    Duration.ofNanos(1_234_567),
                    List.of(
                            new HeldLock(
                                    "public.room",
                                    "public.room",
                                    LockMode.ACCESS_EXCLUSIVE,
                                    Duration.ofNanos(1_234_567))),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    0);

    static final RehearsedStatement REWRITE =
            new RehearsedStatement(
                    "3_type.sql",
                    7,
                    "alter table room alter id type bigint",
                    Duration.ofMillis(2_340),
                    List.of(
                            new HeldLock(
                                    "public.room",
                                    "public.room",
                                    LockMode.ACCESS_EXCLUSIVE,
                                    Duration.ofMillis(2_340)),
                            new HeldLock(
                                    "public.room_pkey",
                                    "public.room",
                                    LockMode.ACCESS_EXCLUSIVE,
                                    Duration.ofMillis(2_340))),
                    List.of("public.room"),
                    List.of(),
                    List.of(),
                    List.of("public.room_pkey"),
                    0);

    static final OldCode NOT_GIVEN = new OldCode.Unknown("the old version's SQL was not given");

    static final OldCode WORKS =
            new OldCode.Works(
                    42,
                    List.of(
                            "1.0.0 must start on a database that is ahead of its files: SQLx refuses that unless told to ignore missing migrations."));

    static final OldStatement UPSERT =
            new OldStatement("queries/member_upsert.sql:1", "insert into member\nvalues ($1)");

    private SampleRehearsals() {}

    static String text(RehearsalResult result) {
        return new TextRenderer(Ink.PLAIN).render(result.toReport());
    }

    static CompatResult compat(Broken... broken) {
        var skipped =
                new Skipped(
                        new OldStatement("x.sql:9", "vacuum"),
                        "vacuum is a session or utility statement, which the server does not plan");
        return new CompatResult(
                42,
                List.of(skipped),
                List.of(),
                List.of(),
                List.of(broken),
                List.of(),
                new CompatResult.Calls(0, 0),
                List.of());
    }

    static RehearsalResult result(
            List<RehearsedStatement> statements, CompatResult compat, OldCode code) {
        return result(new Run.Ended(statements), Optional.of(compat), code);
    }

    static RehearsalResult result(Run run, Optional<CompatResult> compat, OldCode code) {
        var pending = run.statements().stream().map(RehearsedStatement::migration).toList();
        var seen = new Observations("1.0.0", pending.size(), code, Optional.empty(), false);
        return new RehearsalResult(
                "1.0.0",
                status(State.PENDING, pending, List.of()),
                run,
                compat,
                List.of(),
                WaysBack.of(seen));
    }

    static Status status(State state, List<String> pending, List<Problem> problems) {
        return new Status(
                state,
                "sqlx",
                "postgres://slipway@localhost:5432/copy",
                "public",
                Optional.of("1"),
                1,
                pending,
                problems,
                Optional.empty(),
                List.of(),
                Ahead.REFUSE);
    }
}
