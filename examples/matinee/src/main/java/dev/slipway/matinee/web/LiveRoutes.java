package dev.slipway.matinee.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/// The transport of [LiveStreams]: chunked HTTP at `/rooms/{room}/live?after=FRAME`.
final class LiveRoutes {

    private static final String PATH = "/rooms/{room}/live";

    /// A reader that takes nothing at all, so that it cannot even be told, is cut after this.
    private static final Duration STUCK = Duration.ofSeconds(5);

    /// Who comes back later than this has missed something.
    private static final Duration KEPT = Duration.ofMinutes(10);

    /// The clock of the instance that sent the frame may be ahead of this one's.
    private static final Duration AHEAD = Duration.ofSeconds(10);

    /// Bytes that the kernel keeps of what is not read. By itself it would take megabytes, and
    /// nobody would notice for hours.
    private static final int UNREAD = 16 * 1024;

    private final Routes routes;
    private final Clock clock;

    LiveRoutes(Routes routes, Clock clock) {
        this.routes = routes;
        this.clock = clock;
    }

    void install(RoutesConfig config) {
        config.get(PATH, this::stream);
        config.head(PATH, this::begin);
    }

    private Request begin(Context context) throws SQLException {
        var request = Routes.request(context);
        routes.service().api().newest(request.room());
        context.contentType("application/x-ndjson");
        context.header("Cache-Control", "no-store");
        return request;
    }

    private void stream(Context context) throws SQLException, IOException {
        var request = begin(context);
        var first = first(request);
        cutWhenStuck(context);
        var out = context.res().getOutputStream();
        try {
            routes.service()
                    .streams()
                    .run(new LiveStream(new Programme(request.room()), first, out, clock));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long first(Request request) {
        var newest = Programme.newest(clock.instant());
        if (request.given("after").isEmpty()) {
            return newest;
        }
        var after = request.after();
        if (after > newest + AHEAD.dividedBy(Programme.EVERY)) {
            throw new Refusal(400, "Frame " + after + " has not been shown: leave after away.");
        }
        if (after < newest - KEPT.dividedBy(Programme.EVERY)) {
            throw new Refusal(
                    410,
                    "What followed frame " + after + " is gone: leave after away to go on live.");
        }
        return after + 1;
    }

    private static void cutWhenStuck(Context context) throws IOException {
        var end =
                ServletContextRequest.getServletContextRequest(context.req())
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint();
        end.setIdleTimeout(STUCK.toMillis());
        if (end.getTransport() instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, UNREAD);
        }
    }
}
