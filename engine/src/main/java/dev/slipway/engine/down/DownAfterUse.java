package dev.slipway.engine.down;

import dev.slipway.engine.copy.Progress;
import dev.slipway.migrate.DataLoss;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.DownOutcome;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.format.HistoryTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Takes all the migrations back in their order where the new version has been, as far as that
/// goes: a script that works on the data of today may fail on what that version has written, or
/// lose it.
///
/// @param found a database at which the migrations are applied, as the new version found it
/// @param left a copy of it, as the new version left it; nobody may be connected to it
/// @param migrator what migrates a database as it will be migrated
/// @param progress hears which migration is being taken back
public record DownAfterUse(
        DatabaseUrl found,
        DatabaseUrl left,
        HistoryTable history,
        Function<DatabaseUrl, Migrator.Builder> migrator,
        Twins twins,
        Progress progress) {

    /// @param seen what [DownRehearsal#run] saw
    /// @throws DownException when the database cannot be asked, or the scripts cannot be tried
    public List<RehearsedDown> run(List<RehearsedDown> seen) {
        try (var twin = twins.of(left);
                var writings = Writings.begin(found, left, twin.url(), history)) {
            var again = takenBack(seen, twin.url(), writings);
            return writings.any() ? onNewData(again, writings.losses()) : again;
        } catch (SQLException e) {
            throw new DownException(
                    "cannot find out on %s what taking back loses of what the new version wrote: %s"
                            .formatted(left, e.getMessage()),
                    e);
        }
    }

    private List<RehearsedDown> takenBack(
            List<RehearsedDown> seen, DatabaseUrl database, Writings writings) throws SQLException {
        var again = new ArrayList<>(seen);
        for (int i = 0; i < seen.size() && worksAtAll(seen.get(i)); i++) {
            var down = seen.get(i);
            var what = down.migration() + " from what the new version left";
            Telling.begins(progress, what, i + 1, seen.size());
            switch (migrator.apply(database).build().down(DataLoss.ACCEPT)) {
                case DownOutcome.Done _ -> writings.takenBack();
                case DownOutcome.Failed failed -> {
                    again.set(i, down.instead(onItsData(failed)));
                    return again;
                }
                case DownOutcome.Refused _,
                        DownOutcome.Nothing _,
                        DownOutcome.Blocked _,
                        DownOutcome.Overtaken _,
                        DownOutcome.Untried _,
                        DownOutcome.Locked _ ->
                        throw new DownException(
                                "%s could not be taken back where the new version was started: it must leave the history as it is, and nothing of it may stay connected"
                                        .formatted(down.migration()));
            }
        }
        return again;
    }

    private static List<RehearsedDown> onNewData(
            List<RehearsedDown> downs, List<List<Damage>> losses) {
        var all = new ArrayList<>(downs);
        for (int i = 0; i < losses.size(); i++) {
            all.set(i, downs.get(i).onNewData(losses.get(i)));
        }
        return all;
    }

    private static boolean worksAtAll(RehearsedDown down) {
        return switch (down.verdict()) {
            case DownVerdict.Lossless _, DownVerdict.Lossy _, DownVerdict.Leftover _ -> true;
            case DownVerdict.Fails(_, _, var once) -> once.isPresent();
            case DownVerdict.None _ -> false;
        };
    }

    private static DownVerdict onItsData(DownOutcome.Failed failed) {
        return new DownVerdict.Fails(
                failed.line(), failed.error(), Optional.of("the new version has run its checks"));
    }
}
