package dev.slipway.spring.shop;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Streams that never end by themselves.
@Component
class PriceStreams {

    private static final long FOR_EVER = 0;

    private final List<SseEmitter> open = new CopyOnWriteArrayList<>();

    SseEmitter open() {
        var stream = new SseEmitter(FOR_EVER);
        open.add(stream);
        send(stream, "tea 4");
        return stream;
    }

    void move(Duration left) {
        open.forEach(stream -> {
            send(stream, "move");
            stream.complete();
        });
    }

    private static void send(SseEmitter stream, String text) {
        try {
            stream.send(text);
        } catch (IOException e) {
            stream.completeWithError(e);
        }
    }
}
