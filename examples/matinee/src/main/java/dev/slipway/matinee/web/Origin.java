package dev.slipway.matinee.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Media of the one configured origin, through this instance: `/proxy/NAME` is its `/media/NAME`.
///
/// It is no open proxy: only the name comes from the client, redirects are not followed, and only
/// media come back. Nothing is kept whole, and time and size are limited.
final class Origin {

    private static final String PATH = "/proxy/{name}";
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration FIRST_BYTE = Duration.ofSeconds(3);
    private static final Duration ALL = Duration.ofSeconds(60);
    private static final long LARGEST = 64L * 1024 * 1024;

    private static final List<String> ASKED = List.of("Range", "If-Range", "If-None-Match");
    private static final List<String> ANSWERED =
            List.of("Content-Range", "Accept-Ranges", "ETag", "Cache-Control");

    /// Made by the first request: an instance without an origin starts the sooner.
    private static final class Client {

        private static final HttpClient SHARED =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .build();
    }

    private final Optional<URI> origin;

    Origin(Optional<URI> origin) {
        this.origin = origin;
    }

    void install(RoutesConfig config) {
        config.get(PATH, this::answer);
        config.head(PATH, this::answer);
    }

    private void answer(Context context) throws IOException, InterruptedException {
        var response = ask(context, request(context));
        try (var body = response.body()) {
            pass(context, response, body);
        }
    }

    private HttpRequest request(Context context) {
        var base = origin.orElseThrow(() -> new Refusal(404, "No origin is configured for media."));
        var name = context.pathParam("name");
        if (!name.matches("[A-Za-z0-9_-]{1,60}\\.[a-z0-9]{1,5}")) {
            throw new Refusal(400, "A medium is named like reel.wav.");
        }
        var request =
                HttpRequest.newBuilder(base.resolve("/media/" + name))
                        .method(context.method().name(), BodyPublishers.noBody())
                        .timeout(FIRST_BYTE);
        ASKED.forEach(header ->
                Optional.ofNullable(context.header(header))
                        .ifPresent(value -> request.header(header, value)));
        return request.build();
    }

    private HttpResponse<InputStream> ask(Context context, HttpRequest request)
            throws InterruptedException {
        try {
            return Client.SHARED.send(request, BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            throw new Refusal(504, "The origin of " + context.path() + " did not answer in time.");
        } catch (IOException e) {
            throw new Refusal(502, "The origin of " + context.path() + " cannot be reached.");
        }
    }

    private static void pass(Context context, HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        var status = response.statusCode();
        if (status == 404) {
            throw new Refusal(404, "The origin has no " + context.pathParam("name") + ".");
        }
        var headers = response.headers();
        var length = headers.firstValueAsLong("Content-Length").orElse(-1);
        var type = headers.firstValue("Content-Type").orElse("");
        var empty = status == 304 || status == 416;
        if (!empty && !(status / 100 == 2 && isMedium(type) && length >= 0 && length <= LARGEST)) {
            throw new Refusal(502, "The origin did not answer with a medium of known size.");
        }
        context.status(status);
        ANSWERED.forEach(header ->
                headers.firstValue(header).ifPresent(value -> context.header(header, value)));
        if (!empty) {
            context.contentType(type);
            context.res().setContentLengthLong(length);
            copy(context, body);
        }
    }

    private static boolean isMedium(String type) {
        return type.startsWith("audio/") || type.startsWith("video/");
    }

    /// An origin that stalls ends the copy: its length then says that something is missing.
    private static void copy(Context context, InputStream body) throws IOException {
        if (context.method().equals(HandlerType.HEAD)) {
            return;
        }
        var limit = CompletableFuture.delayedExecutor(ALL.toMillis(), TimeUnit.MILLISECONDS);
        var cut = CompletableFuture.runAsync(() -> close(body), limit);
        try {
            body.transferTo(context.res().getOutputStream());
        } finally {
            cut.cancel(false);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not cut the origin off", e);
        }
    }
}
