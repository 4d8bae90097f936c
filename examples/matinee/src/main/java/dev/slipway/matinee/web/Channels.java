package dev.slipway.matinee.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The transport of [Rooms]: WebSockets at `/rooms/{room}/socket?after=SEQ&member=HANDLE`.
///
/// Without `after` a viewer hears what happens from now on; the welcome says after which number
/// that is.
final class Channels {

    /// What an upgrade was granted.
    private record Ticket(Service service, long room, long last, String member) {}

    private static final String PATH = "/rooms/{room}/socket";
    private static final String TICKET = "ticket";
    private static final String VIEWER = "viewer";
    private static final int PING_SECONDS = 10;

    private final Routes routes;
    private final String instance;

    Channels(Routes routes, String instance) {
        this.routes = routes;
        this.instance = instance;
    }

    void install(RoutesConfig config) {
        config.wsBeforeUpgrade(PATH, this::admit);
        config.ws(PATH, this::handle);
    }

    /// Refuses before the upgrade, while there is a status to refuse with.
    private void admit(Context context) throws SQLException {
        var service = routes.service();
        var request = Routes.request(context, "");
        var newest = service.api().newest(request.room());
        var last = request.given("after").isPresent() ? request.after() : newest;
        var member = request.given("member").map(Request::checkedHandle).orElse("");
        context.attribute(TICKET, new Ticket(service, request.room(), last, member));
    }

    private void handle(WsConfig socket) {
        socket.onConnect(this::connect);
        socket.onMessage(message -> command(message, message.message()));
        socket.onClose(Channels::leave);
    }

    private void connect(WsContext context) {
        var ticket = ticket(context);
        var viewer = new Viewer(context.session, ticket.room(), ticket.last());
        context.attribute(VIEWER, viewer);
        context.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
        viewer.welcome(instance);
        ticket.service().rooms().join(viewer);
    }

    /// The event comes back to its sender as it comes to everybody: from the database, in order.
    private static void command(WsContext context, String message) {
        var ticket = ticket(context);
        try {
            ticket.service().api().append(ticket.room(), Fields.parse(message), ticket.member());
        } catch (Refusal e) {
            refuse(context, e.getMessage());
        } catch (SQLException e) {
            refuse(context, "The event could not be stored. Try again.");
        }
    }

    private static void leave(WsContext context) {
        viewer(context).ifPresent(viewer -> ticket(context).service().rooms().leave(viewer));
    }

    private static void refuse(WsContext context, @Nullable String sentence) {
        viewer(context)
                .ifPresent(
                        viewer -> viewer.refuse(Optional.ofNullable(sentence).orElse("Refused.")));
    }

    private static Optional<Viewer> viewer(WsContext context) {
        return Optional.ofNullable(context.<Viewer>attribute(VIEWER));
    }

    private static Ticket ticket(WsContext context) {
        return Optional.ofNullable(context.<Ticket>attribute(TICKET)).orElseThrow();
    }
}
