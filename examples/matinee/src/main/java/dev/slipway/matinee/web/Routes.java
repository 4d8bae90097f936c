package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.service.health.Answer;
import dev.slipway.service.health.Health;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The transport of [Api] and [Health]: paths, JSON, and errors as JSON.
final class Routes {

    /// A method of [Api].
    interface Call {
        Reply reply(Api api, Request request) throws SQLException;
    }

    private static final int LARGEST_BODY = 16 * 1024;

    private final Health health;
    private final Supplier<Optional<Service>> service;

    Routes(Health health, Supplier<Optional<Service>> service) {
        this.health = health;
        this.service = service;
    }

    void install(RoutesConfig routes) {
        routes.before(this::announceTheEnd);
        routes.before(context -> context.header("X-Content-Type-Options", "nosniff"));
        routes.get("/health/live", context -> send(context, health.live()));
        routes.get("/health/startup", context -> send(context, health.startup()));
        routes.get("/health/ready", context -> send(context, health.ready()));
        routes.get("/rooms", context -> answer(context, Api::rooms));
        routes.post("/rooms", context -> answer(context, Api::createRoom));
        routes.get("/rooms/{room}", context -> answer(context, Api::room));
        routes.get("/rooms/{room}/playlist", context -> answer(context, Api::playlist));
        routes.get("/rooms/{room}/events", context -> answer(context, Api::events));
        routes.post("/rooms/{room}/events", context -> answer(context, Api::addEvent));
        routes.get(
                "/rooms/{room}/reactions",
                context -> answerIf(Query.REACTION_LIST, context, Api::reactions));
        routes.post(
                "/rooms/{room}/reactions",
                context -> answerIf(Query.REACTION_ADD, context, Api::addReaction));
        routes.post("/rooms/{room}/recap", context -> answer(context, Api::orderRecap));
        routes.get("/rooms/{room}/recap", context -> answer(context, Api::recap));
        routes.get("/jobs/{job}", context -> answer(context, Api::job));
        routes.put("/members/{handle}", context -> answer(context, Api::putMember));
        routes.delete(
                "/members/{handle}", context -> answerIf(Query.MEMBER_LEAVE, context, Api::leave));
        new AccountRoutes(this).install(routes);
        errors(routes);
    }

    /// The service, or the refusal of a request that came too early.
    Service service() {
        return service.get().orElseThrow(() -> new Refusal(503, "Matinee is still starting."));
    }

    static void send(Context context, Reply reply) {
        context.status(reply.status());
        context.contentType("application/json");
        context.result(reply.body().compact());
    }

    private static void send(Context context, Answer answer) {
        send(context, new Reply(answer.status(), answer.body()));
    }

    private void answer(Context context, Call call) throws SQLException {
        send(context, call.reply(service().api(), request(context)));
    }

    private void answerIf(Query query, Context context, Call call) throws SQLException {
        if (!service().api().has(query)) {
            throw new Refusal(404, "This version has no " + context.path() + ".");
        }
        answer(context, call);
    }

    /// A client that keeps its connection would send its next request into a closing one.
    private void announceTheEnd(Context context) {
        if (health.isDraining()) {
            context.header("Connection", "close");
        }
    }

    static Request request(Context context) {
        return new Request(
                context.pathParamMap(),
                first(context.queryParamMap()),
                Optional.ofNullable(context.contentType()),
                AccountRoutes.shown(context),
                body(context));
    }

    /// What the handshake of an open socket asked.
    static Request request(WsContext context) {
        var query = first(context.queryParamMap());
        return new Request(
                context.pathParamMap(), query, Optional.empty(), AccountRoutes.shown(context), "");
    }

    private static Map<String, String> first(Map<String, List<String>> parameters) {
        var query = new HashMap<String, String>();
        parameters.forEach((name, values) -> query.put(name, values.getFirst()));
        return query;
    }

    /// One byte more than is allowed is enough to refuse the rest unread.
    private static String body(Context context) {
        try {
            var bytes = context.bodyInputStream().readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw new Refusal(413, "The body is larger than " + LARGEST_BODY + " bytes.");
            }
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read the body of " + context.path(), e);
        }
    }

    private static void errors(RoutesConfig routes) {
        routes.exception(
                Refusal.class,
                (refusal, context) ->
                        send(context, Reply.error(refusal.status(), sentence(refusal))));
        routes.exception(
                HttpResponseException.class,
                (answer, context) ->
                        send(context, Reply.error(answer.getStatus(), sentence(answer))));
        routes.exception(
                SQLTransientConnectionException.class, (_, context) -> databaseAway(context));
        routes.exception(
                SQLNonTransientConnectionException.class, (_, context) -> databaseAway(context));
    }

    private static void databaseAway(Context context) {
        context.header("Retry-After", "1");
        send(context, Reply.error(503, "The database cannot be reached. Try again."));
    }

    private static String sentence(RuntimeException e) {
        return Optional.ofNullable(e.getMessage()).orElse("Refused.");
    }
}
