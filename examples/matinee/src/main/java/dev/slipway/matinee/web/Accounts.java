package dev.slipway.matinee.web;

import dev.slipway.report.Json;
import dev.slipway.service.config.Secret;
import java.sql.SQLException;
import java.util.Optional;

/// Who somebody is: a member with a password is acted for only with a session of its own; without a
/// password one is a guest, and anybody may be that guest.
final class Accounts {

    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 200;

    private final Database database;
    private final Sessions sessions;
    private final Passwords passwords = new Passwords();

    Accounts(Database database, Sessions sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    Reply register(Request request) throws SQLException {
        var fields = request.fields();
        var handle = Request.checkedHandle(fields.text("handle", 30));
        var name = fields.text("display_name", 100);
        var password = fields.secret("password", SHORTEST_PASSWORD, LONGEST_PASSWORD);
        return database.row(Query.MEMBER_REGISTER, handle, name, passwords.hash(password))
                .map(Reply::created)
                .orElseThrow(
                        () -> new Refusal(409, "The handle " + handle + " is taken: try another."));
    }

    /// An unknown handle is answered as a wrong password is, in word and in time.
    Session logIn(Request request) throws SQLException {
        var fields = request.fields();
        var handle = Request.checkedHandle(fields.text("handle", 30));
        var password = fields.secret("password", 1, LONGEST_PASSWORD);
        return open(handle, password)
                .orElseThrow(() -> new Refusal(401, "The handle or the password is wrong."));
    }

    private Optional<Session> open(String handle, Secret password) throws SQLException {
        var stored = password(handle);
        var right =
                stored.isPresent()
                        ? passwords.matches(password, stored.get())
                        : passwords.matchesNobody(password);
        return stored.filter(_ -> right).map(known -> sessions.open(handle, known));
    }

    /// The session that a request shows.
    Session session(Optional<Secret> token) throws SQLException {
        var shown = token.orElseThrow(() -> new Refusal(401, "You are not logged in."));
        return sessions.check(shown, this::password)
                .orElseThrow(() -> new Refusal(401, "This session has ended: log in again."));
    }

    /// The handle for which something is done, or nothing if it is nobody's doing.
    ///
    /// @param named for whom it shall be; without it, it is whoever is logged in
    String acting(Optional<Secret> token, Optional<String> named) throws SQLException {
        if (named.isEmpty()) {
            return token.isPresent() ? session(token).handle() : "";
        }
        var handle = named.get();
        if (password(handle).isPresent() && !session(token).handle().equals(handle)) {
            throw new Refusal(403, "You are logged in, but not as " + handle + ".");
        }
        return handle;
    }

    private Optional<String> password(String handle) throws SQLException {
        return database.row(Query.MEMBER_PASSWORD, handle)
                .map(row -> row.fields().get("password_hash"))
                .filter(Json.Str.class::isInstance)
                .map(stored -> ((Json.Str) stored).value());
    }
}
