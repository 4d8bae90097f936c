package dev.slipway.matinee.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The [Reel] at `/media/reel.wav`, whole or in part.
final class MediaRoutes {

    private static final String PATH = "/media/reel.wav";
    private static final String TYPE = "audio/wav";

    private final Reel reel = new Reel();

    void install(RoutesConfig config) {
        config.get(PATH, this::answer);
        config.head(PATH, this::answer);
    }

    private void answer(Context context) throws IOException {
        context.header("Accept-Ranges", "bytes");
        context.header("ETag", reel.etag());
        context.header("Cache-Control", "public, max-age=3600");
        if (names(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        switch (ByteRange.of(range(context), reel.length())) {
            case ByteRange.Whole() -> {
                context.status(200);
                send(context, new ByteRange.Part(0, reel.length() - 1));
            }
            case ByteRange.Part part -> {
                context.status(206);
                context.header(
                        "Content-Range",
                        "bytes " + part.first() + "-" + part.last() + "/" + reel.length());
                send(context, part);
            }
            case ByteRange.Outside() -> {
                context.header("Content-Range", "bytes */" + reel.length());
                Routes.send(context, Reply.error(416, "The reel ends before that."));
            }
        }
    }

    /// A part of what has changed since is of no use: then all is sent.
    private Optional<String> range(Context context) {
        var ifRange = Optional.ofNullable(context.header("If-Range"));
        return Optional.ofNullable(context.header("Range"))
                .filter(_ -> ifRange.map(reel.etag()::equals).orElse(true));
    }

    private boolean names(@Nullable String etags) {
        return etags != null && (etags.equals("*") || etags.contains(reel.etag()));
    }

    private void send(Context context, ByteRange.Part part) throws IOException {
        context.contentType(TYPE);
        context.res().setContentLengthLong(part.length());
        if (!context.method().equals(HandlerType.HEAD)) {
            reel.copy(part, context.res().getOutputStream());
        }
    }
}
