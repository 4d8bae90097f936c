package dev.slipway.matinee.web;

import dev.slipway.report.Json;
import dev.slipway.service.config.Secret;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.javalin.websocket.WsContext;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The transport of [Accounts]. A session comes as a bearer token or in a cookie, which no script
/// can read and no other site can have sent.
final class AccountRoutes {

    private static final String COOKIE = "matinee_session";
    private static final String BEARER = "Bearer ";

    private final Routes routes;

    AccountRoutes(Routes routes) {
        this.routes = routes;
    }

    void install(RoutesConfig config) {
        config.post("/members", this::register);
        config.post("/sessions", this::logIn);
        config.get("/session", this::session);
        config.delete("/session", AccountRoutes::logOut);
    }

    private void register(Context context) throws SQLException {
        Routes.send(context, routes.service().accounts().register(Routes.request(context)));
    }

    private void logIn(Context context) throws SQLException {
        var session = routes.service().accounts().logIn(Routes.request(context));
        var token = session.token().reveal();
        context.cookie(cookie(token, (int) Sessions.LIFETIME.toSeconds()));
        Routes.send(context, Reply.created(about(session).put("token", token)));
    }

    /// A cookie that is worth nothing any more is taken back.
    private void session(Context context) throws SQLException {
        try {
            var shown = Routes.request(context).session();
            Routes.send(context, Reply.ok(about(routes.service().accounts().session(shown))));
        } catch (Refusal e) {
            takeBack(context);
            throw e;
        }
    }

    private static void logOut(Context context) {
        takeBack(context);
        context.status(204);
    }

    private static void takeBack(Context context) {
        if (context.cookie(COOKIE) != null) {
            context.cookie(cookie("", 0));
        }
    }

    /// What a request shows.
    static Optional<Secret> shown(@Nullable String authorization, @Nullable String cookie) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip())
                .or(() -> Optional.ofNullable(cookie))
                .filter(token -> !token.isEmpty())
                .map(Secret::of);
    }

    static Optional<Secret> shown(Context context) {
        return shown(context.header("Authorization"), context.cookie(COOKIE));
    }

    /// What the handshake of an open socket showed.
    static Optional<Secret> shown(WsContext context) {
        var header =
                context.headerMap().entrySet().stream()
                        .filter(entry -> entry.getKey().equalsIgnoreCase("Authorization"))
                        .map(Map.Entry::getValue)
                        .findFirst();
        return shown(header.orElse(null), context.cookie(COOKIE));
    }

    private static Cookie cookie(String value, int seconds) {
        return new Cookie(COOKIE, value, "/", seconds, false, true, null, SameSite.STRICT);
    }

    private static Json.Obj about(Session session) {
        return Json.object()
                .put("handle", session.handle())
                .put("expires_at", session.expires().toString());
    }
}
