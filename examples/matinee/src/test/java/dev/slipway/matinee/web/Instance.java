package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.matinee.Http;
import dev.slipway.matinee.TestDatabase;
import dev.slipway.matinee.Versions;
import dev.slipway.matinee.client.RoomSocket;
import dev.slipway.matinee.config.Settings;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.OptionalLong;

/// An instance inside this JVM.
final class Instance implements AutoCloseable {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Web web;
    private final Http http;

    private Instance(Settings settings, ClassLoader version) {
        this.web = Web.listen(settings, version, new PrintStream(log, true, UTF_8));
        this.http = Http.at(web.port());
    }

    static Instance listening(String version, String name, DatabaseUrl database, Ahead ahead) {
        return listening(TestDatabase.settings(name, database, ahead), Versions.loader(version));
    }

    static Instance listening(Settings settings, ClassLoader version) {
        return new Instance(settings, version);
    }

    static Instance ready(String version, String name, DatabaseUrl database)
            throws InterruptedException {
        var instance = listening(version, name, database, Ahead.REFUSE);
        instance.web.serve();
        return instance;
    }

    Web web() {
        return web;
    }

    Http http() {
        return http;
    }

    String log() {
        return log.toString(UTF_8);
    }

    /// The id of a new room.
    long room(String name) throws IOException {
        return http.post("/rooms", "{\"name\":\"" + name + "\"}").path("id").asLong();
    }

    RoomSocket socket(long room, OptionalLong after) throws IOException {
        return RoomSocket.connect(Http.CLIENT, http.base(), room, after);
    }

    /// @param query of the handshake, after the question mark
    RoomSocket socket(long room, String query, Map<String, String> headers) throws IOException {
        var path = "/rooms/" + room + "/socket?" + query;
        return RoomSocket.open(Http.CLIENT, http.base(), path, headers);
    }

    @Override
    public void close() {
        web.close();
    }
}
