package dev.slipway.service.operations;

import dev.slipway.migrate.Migrator;
import dev.slipway.service.config.Times;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How long a command that changes the database waits for others.
final class LockOptions {

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Longest wait for the migration lock, such as 30s. Default: as the service starts.")
    private @Nullable Duration wait;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = {
                "Longest wait of an attempt for locks of the database, all together; then the attempt is"
                        + " undone, and made again when the queue has passed.",
                "Default: as the service starts."
            })
    private @Nullable Duration lockTimeout;

    Migrator.Builder set(Migrator.Builder migrator) {
        Optional.ofNullable(wait).ifPresent(migrator::wait);
        Optional.ofNullable(lockTimeout).ifPresent(migrator::lockTimeout);
        return migrator;
    }

    static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Times.read(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' " + e.getMessage());
            }
        }
    }
}
