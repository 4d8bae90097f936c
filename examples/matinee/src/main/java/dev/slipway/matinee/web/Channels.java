package dev.slipway.matinee.web;

import dev.slipway.matinee.config.Settings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The transport of [Rooms]: WebSockets at `/rooms/{room}/socket?after=SEQ&member=HANDLE`.
///
/// Without `after` a viewer hears what happens from now on; the welcome says after which number
/// that is. What the handshake asked is read again once the socket is open, from what the server
/// copied of it: the request itself may be gone by then, and attributes set on it with it.
final class Channels {

    /// One open socket.
    ///
    /// @param asked what its handshake asked
    private record Seat(Service service, Viewer viewer, Request asked) {}

    private static final String PATH = "/rooms/{room}/socket";
    private static final int PING_SECONDS = 10;

    /// "Try again later" in the registry of close codes.
    private static final int TRY_AGAIN = 1013;

    private final Routes routes;
    private final Settings.Server settings;
    private final Clock clock;
    private final Map<String, Seat> seats = new ConcurrentHashMap<>();

    Channels(Routes routes, Settings.Server settings, Clock clock) {
        this.routes = routes;
        this.settings = settings;
        this.clock = clock;
    }

    void install(RoutesConfig config) {
        config.wsBeforeUpgrade(PATH, this::admit);
        config.ws(PATH, this::handle);
        config.ws(FirstSocket.PATH, socket -> socket.onConnect(WsContext::closeSession));
    }

    /// Refuses before the upgrade, while there is a status to refuse with. A socket that was opened
    /// when the others have moved might end before it is told why.
    private void admit(Context context) throws SQLException {
        var request = Routes.request(context);
        var service = routes.service();
        if (service.rooms().areMoving()) {
            throw new Refusal(503, "This instance is about to end. Try again.");
        }
        service.api().newest(request.room());
        request.after();
        member(service, request);
    }

    private void handle(WsConfig socket) {
        socket.onConnect(this::connect);
        socket.onMessage(message -> command(message, message.message()));
        socket.onClose(this::leave);
    }

    private void connect(WsContext context) {
        var request = Routes.request(context);
        var service = routes.service();
        try {
            var viewer = new Viewer(context.session, request.room(), last(request, service));
            seats.put(context.sessionId(), new Seat(service, viewer, request));
            context.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
            viewer.welcome(settings, clock.instant());
            service.rooms().join(viewer);
        } catch (SQLException e) {
            context.closeSession(TRY_AGAIN, "the database is away");
        }
    }

    private static long last(Request request, Service service) throws SQLException {
        return request.given("after").isPresent()
                ? request.after()
                : service.api().newest(request.room());
    }

    /// Asked again for each command: a guest may have become a member, and a session may have
    /// ended.
    private static String member(Service service, Request request) throws SQLException {
        var named = request.given("member").map(Request::checkedHandle);
        return service.accounts().acting(request.session(), named);
    }

    /// The event comes back to its sender as it comes to everybody: from the database, in order.
    private void command(WsContext context, String message) {
        seat(context).ifPresent(seat -> command(seat, message));
    }

    private static void command(Seat seat, String message) {
        try {
            var fields = Fields.parse(message);
            var member = member(seat.service(), seat.asked());
            seat.service().api().append(seat.viewer().room(), fields, member);
        } catch (Refusal e) {
            refuse(seat, e.getMessage());
        } catch (SQLException e) {
            refuse(seat, "The event could not be stored. Try again.");
        }
    }

    private void leave(WsContext context) {
        Optional.ofNullable(seats.remove(context.sessionId()))
                .ifPresent(seat -> seat.service().rooms().leave(seat.viewer()));
    }

    private static void refuse(Seat seat, @Nullable String sentence) {
        seat.viewer().refuse(Optional.ofNullable(sentence).orElse("Refused."));
    }

    private Optional<Seat> seat(WsContext context) {
        return Optional.ofNullable(seats.get(context.sessionId()));
    }
}
