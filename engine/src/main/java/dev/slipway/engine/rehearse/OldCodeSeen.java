package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.rollback.OldCode;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What starting the old version, and a check of its SQL, say of its code.
///
/// That it ran is worth more than that its SQL can be planned; that some of it cannot is certain
/// all the same.
///
/// @param format of the migrations, which predicts how that code starts on a database that is ahead
///   of its files
record OldCodeSeen(Optional<CompatResult> compat, Starts starts, String oldVersion, Format format) {

    /// Flyway, goose and dbmate pass over what their files do not have.
    private static final Map<Format, String> REFUSES_AHEAD =
            Map.of(
                    Formats.SQLX,
                    "SQLx refuses that unless told to ignore missing migrations, by"
                            + " set_ignore_missing(true)",
                    Formats.GOLANG_MIGRATE,
                    "golang-migrate refuses that when it is to go up, with \"no migration found for"
                            + " version\"",
                    Formats.SLIPWAY,
                    "Slipway's migrator refuses that unless told to tolerate it");

    OldCode oldCode() {
        var broken = compat.map(CompatResult::broken).orElse(List.of());
        if (!broken.isEmpty()) {
            return new OldCode.Breaks(broken.size(), broken.getFirst().statement().source());
        }
        return switch (starts.judged()) {
            case OldStart.Fails(var because) -> new OldCode.DoesNotRun(because);
            case OldStart.Works(var how) -> ran(how);
            case OldStart.Starts(var how) ->
                    bySql(Optional.of("it starts there, " + how), List.of())
                            .orElseGet(() ->
                                    new OldCode.Unknown(
                                            "%s starts on the new schema (%s), and no check says whether it works there"
                                                    .formatted(oldVersion, how)));
            case OldStart.NoControl(var why) ->
                    bySql(Optional.of("whether it starts there is unknown"), ahead())
                            .orElseGet(() ->
                                    new OldCode.Unknown(
                                            "%s did not run on the old schema either: it %s"
                                                    .formatted(oldVersion, why),
                                            ahead()));
            case OldStart.NotTried _ ->
                    bySql(notStarted(), ahead())
                            .orElseGet(() ->
                                    new OldCode.Unknown(
                                            "the old version's SQL was not given", ahead()));
        };
    }

    /// What is at risk by its values is not settled by the values of a few checks.
    private OldCode ran(String how) {
        var planned = compat.filter(it -> it.unknown().isEmpty());
        if (planned.isPresent() && !planned.get().atRisk().isEmpty()) {
            return atRisk(planned.get(), List.of());
        }
        var caveats = compat.map(CompatResult::caveats).orElse(List.of());
        var also =
                planned.map(it ->
                        ", and %s planned there as before"
                                .formatted(
                                        it.checked() == 1
                                                ? "1 statement"
                                                : it.checked() + " statements"));
        return new OldCode.Ran(how + also.orElse(""), caveats);
    }

    /// What its SQL says, where that was given.
    ///
    /// @param start what is known of its start
    private Optional<OldCode> bySql(Optional<String> start, List<String> needed) {
        return compat.map(it -> bySql(it, start, needed));
    }

    private static OldCode bySql(CompatResult compat, Optional<String> start, List<String> needed) {
        var unknown = compat.unknown();
        if (unknown.isPresent()) {
            return new OldCode.Unknown(unknown.get(), needed);
        }
        if (!compat.atRisk().isEmpty()) {
            return atRisk(compat, needed);
        }
        var caveats = Stream.concat(needed.stream(), compat.caveats().stream()).toList();
        return new OldCode.Works(compat.checked(), start, caveats);
    }

    private static OldCode atRisk(CompatResult compat, List<String> caveats) {
        var first = compat.atRisk().getFirst();
        return new OldCode.AtRisk(
                compat.statementsAtRisk(),
                compat.checked(),
                first.statement().source() + " on " + first.constraint(),
                caveats);
    }

    private Optional<String> notStarted() {
        return ahead().isEmpty()
                ? Optional.empty()
                : Optional.of("whether it starts on a database that is ahead was not tried");
    }

    private List<String> ahead() {
        return Optional.ofNullable(REFUSES_AHEAD.get(format)).stream()
                .map(refuses ->
                        "%s must start on a database that is ahead of its files: %s; --old-command tries it."
                                .formatted(oldVersion, refuses))
                .toList();
    }
}
