package dev.slipway.migrate;

import java.time.OffsetDateTime;
import java.util.Optional;

/// The session that holds the migration lock.
///
/// @param pid of its server process
/// @param application as the session names itself
/// @param client its address, or `local`
/// @param since when the session began, if this role may see it
public record Holder(
        int pid, String user, String application, String client, Optional<OffsetDateTime> since) {

    @Override
    public String toString() {
        return "process "
                + pid
                + " ("
                + (application.isEmpty() ? "unnamed" : application)
                + ", user "
                + user
                + ", from "
                + client
                + since.map(time -> ", connected since " + time).orElse("")
                + ")";
    }
}
