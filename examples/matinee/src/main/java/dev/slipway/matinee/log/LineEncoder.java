package dev.slipway.matinee.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.slipway.report.Json;
import java.util.Map;
import org.slf4j.LoggerFactory;

/// Writes what libraries log as a [Line], so that a log has one form.
public final class LineEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    /// From now on, libraries in this process speak for that instance.
    public static void speakFor(String instance, String version) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.putProperty("instance", instance);
            context.putProperty("version", version);
        }
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line =
                new Line(
                        event.getInstant(),
                        event.getLevel().toString(),
                        source(event.getLoggerContextVO().getPropertyMap()),
                        event.getFormattedMessage(),
                        fields(event));
        return (line + System.lineSeparator()).getBytes(UTF_8);
    }

    private static Json.Obj source(Map<String, String> process) {
        var source = Json.object();
        for (var name : new String[] {"instance", "version"}) {
            var value = process.get(name);
            source = value == null ? source : source.put(name, value);
        }
        return source;
    }

    private static Json.Obj fields(ILoggingEvent event) {
        var fields =
                Json.object()
                        .put("logger", event.getLoggerName())
                        .put("thread", event.getThreadName());
        return event.getThrowableProxy() == null
                ? fields
                : fields.put("stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
