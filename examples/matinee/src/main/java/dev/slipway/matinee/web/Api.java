package dev.slipway.matinee.web;

import dev.slipway.report.Json;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What can be asked over HTTP, as plain methods.
final class Api {

    private static final String CHAT = "chat";
    private static final List<String> KINDS = List.of("play", "pause", "seek", CHAT);

    private final Database database;
    private final Accounts accounts;
    private final Optional<URI> publicUrl;

    /// @param publicUrl where a room is told to be, if that is known
    Api(Database database, Accounts accounts, Optional<URI> publicUrl) {
        this.database = database;
        this.accounts = accounts;
        this.publicUrl = publicUrl;
    }

    boolean has(Query query) {
        return database.has(query);
    }

    Reply rooms(Request request) throws SQLException {
        var limit = request.limit(20, 100);
        var name = request.given("name");
        return Reply.list(
                "rooms",
                withTitles(
                        name.isPresent()
                                ? database.rows(Query.ROOM_FIND, name.get(), limit)
                                : database.rows(Query.ROOM_LIST, request.after(), limit)));
    }

    /// Asks once for each room, which is what 1.2.0 does wrong.
    private List<Json.Obj> withTitles(List<Json.Obj> rooms) throws SQLException {
        if (!has(Query.ROOM_TITLES)) {
            return rooms;
        }
        var all = new ArrayList<Json.Obj>();
        for (var room : rooms) {
            all.add(room.putAll(database.row(Query.ROOM_TITLES, id(room)).orElseThrow()));
        }
        return all;
    }

    Reply room(Request request) throws SQLException {
        return Reply.ok(withUrl(existing(request.room())));
    }

    private Json.Obj withUrl(Json.Obj room) {
        return publicUrl
                .map(base -> base.resolve("/rooms/" + id(room)))
                .map(url -> room.put("url", url.toString()))
                .orElse(room);
    }

    Reply createRoom(Request request) throws SQLException {
        var name = request.fields().text("name", 100);
        return Reply.created(withUrl(database.row(Query.ROOM_CREATE, name).orElseThrow()));
    }

    Reply putMember(Request request) throws SQLException {
        var handle = accounts.acting(request.session(), Optional.of(request.handle()));
        var displayName = request.fields().text("display_name", 100);
        return Reply.ok(database.row(Query.MEMBER_PUT, handle, displayName).orElseThrow());
    }

    /// The handle is free again; what the member did stays.
    Reply leave(Request request) throws SQLException {
        var handle = accounts.acting(request.session(), Optional.of(request.handle()));
        return Reply.ok(
                database.row(Query.MEMBER_LEAVE, handle)
                        .orElseThrow(() -> new Refusal(404, "There is no such member.")));
    }

    Reply playlist(Request request) throws SQLException {
        existing(request.room());
        return Reply.list("playlist", database.rows(Query.PLAYLIST_LIST, request.room()));
    }

    Reply events(Request request) throws SQLException {
        existing(request.room());
        return Reply.list(
                "events", eventsAfter(request.room(), request.after(), request.limit(100, 500)));
    }

    Reply addEvent(Request request) throws SQLException {
        var fields = request.fields();
        return Reply.created(append(request.room(), fields, member(request, fields)));
    }

    Reply reactions(Request request) throws SQLException {
        existing(request.room());
        return Reply.list(
                "reactions",
                database.rows(
                        Query.REACTION_LIST,
                        request.room(),
                        request.after(),
                        request.limit(100, 500)));
    }

    Reply addReaction(Request request) throws SQLException {
        var fields = request.fields();
        var seq = fields.number("seq");
        var emoji = fields.text("emoji", 16);
        var member = member(request, fields);
        return Reply.created(
                database.row(Query.REACTION_ADD, request.room(), seq, emoji, member)
                        .orElseThrow(() ->
                                new Refusal(
                                        404,
                                        "Room " + request.room() + " has no event " + seq + ".")));
    }

    private String member(Request request, Fields fields) throws SQLException {
        var named = fields.optionalText("member", 30).map(Request::checkedHandle);
        return accounts.acting(request.session(), named);
    }

    /// Stores an event; its number is the next of the room.
    ///
    /// @param member a handle; nobody's event if there is no such member
    Json.Obj append(long room, Fields fields, String member) throws SQLException {
        var kind = fields.oneOf("kind", KINDS);
        var position = fields.number("position_ms");
        var body = kind.equals(CHAT) ? fields.text("body", 500) : null;
        return database.row(Query.EVENT_APPEND, room, kind, position, body, member)
                .orElseThrow(() -> noRoom(room));
    }

    List<Json.Obj> eventsAfter(long room, long seq, long limit) throws SQLException {
        return database.rows(Query.EVENT_LIST, room, seq, limit);
    }

    /// A worker makes it, some time after this.
    Reply orderRecap(Request request) throws SQLException {
        return Reply.accepted(
                database.row(Query.JOB_ADD, request.room())
                        .orElseThrow(() -> noRoom(request.room())));
    }

    Reply job(Request request) throws SQLException {
        return Reply.ok(
                database.row(Query.JOB_GET, request.job())
                        .orElseThrow(() -> new Refusal(404, "There is no such job.")));
    }

    Reply recap(Request request) throws SQLException {
        return Reply.ok(
                database.row(Query.RECAP_GET, request.room())
                        .orElseThrow(() ->
                                new Refusal(404, "Room " + request.room() + " has no recap.")));
    }

    private Json.Obj existing(long room) throws SQLException {
        return database.row(Query.ROOM_GET, room).orElseThrow(() -> noRoom(room));
    }

    /// The number of the room's newest event, or 0.
    long newest(long room) throws SQLException {
        return Database.number(existing(room), "last_seq");
    }

    private static long id(Json.Obj row) {
        return Database.number(row, "id");
    }

    private static Refusal noRoom(long room) {
        return new Refusal(404, "There is no room " + room + ".");
    }
}
