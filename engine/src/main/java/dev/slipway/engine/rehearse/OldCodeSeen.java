package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.rollback.OldCode;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a check of the old version's SQL says of its code.
///
/// @param format of the migrations, which predicts how that code starts on a database that is ahead
///   of its files
record OldCodeSeen(CompatResult compat, String oldVersion, Format format) {

    /// Flyway, goose and dbmate pass over what their files do not have.
    private static final Map<Format, String> REFUSES_AHEAD =
            Map.of(
                    Formats.SQLX,
                    "SQLx refuses that unless told to ignore missing migrations",
                    Formats.GOLANG_MIGRATE,
                    "golang-migrate refuses that when it is to go up",
                    Formats.SLIPWAY,
                    "Slipway's migrator refuses that unless told to tolerate it");

    OldCode oldCode() {
        if (!compat.broken().isEmpty()) {
            var first = compat.broken().getFirst().statement().source();
            return new OldCode.Breaks(compat.broken().size(), first);
        }
        var unknown = compat.unknown();
        if (unknown.isPresent()) {
            return new OldCode.Unknown(unknown.get());
        }
        if (!compat.atRisk().isEmpty()) {
            var first = compat.atRisk().getFirst();
            return new OldCode.AtRisk(
                    compat.statementsAtRisk(),
                    compat.checked(),
                    first.statement().source() + " on " + first.constraint());
        }
        var caveats = Stream.concat(ahead().stream(), compat.caveats().stream()).toList();
        return new OldCode.Works(compat.checked(), caveats);
    }

    private Optional<String> ahead() {
        return Optional.ofNullable(REFUSES_AHEAD.get(format))
                .map(refuses ->
                        "%s must start on a database that is ahead of its files: %s."
                                .formatted(oldVersion, refuses));
    }
}
