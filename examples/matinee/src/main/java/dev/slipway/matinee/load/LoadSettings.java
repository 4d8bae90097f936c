package dev.slipway.matinee.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How hard to drive what.
///
/// @param url of the service, `http://host:port`
/// @param loginsPerSecond of a few members, who register first
/// @param sockets held all the time, spread over the rooms
/// @param streams of what is live, held all the time, spread over the rooms
/// @param rooms that are watched; the first socket of each plays, pauses and seeks
/// @param report the file that always holds the newest [Tally]
/// @param slow an answer that takes longer is counted as slow
public record LoadSettings(
        URI url,
        int requestsPerSecond,
        int loginsPerSecond,
        int sockets,
        int streams,
        List<Long> rooms,
        Path report,
        Duration slow) {

    public LoadSettings {
        rooms = List.copyOf(rooms);
        if (rooms.isEmpty()) {
            throw new IllegalArgumentException("name at least one room");
        }
    }
}
