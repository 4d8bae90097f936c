package dev.slipway.service.operations;

import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.Migrator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What to make of a database that is newer than this version.
final class AheadOption {

    @Option(
            names = "--ahead",
            paramLabel = "POLICY",
            converter = Converter.class,
            description =
                    "refuse, tolerate or tolerate-if-proven:VERSION of the service, for migrations in"
                            + " the database that this version does not have. Default: as the service"
                            + " starts.")
    private @Nullable Ahead ahead;

    Migrator.Builder set(Migrator.Builder migrator) {
        Optional.ofNullable(ahead).ifPresent(migrator::ahead);
        return migrator;
    }

    static final class Converter implements ITypeConverter<Ahead> {
        @Override
        public Ahead convert(String text) {
            try {
                return Ahead.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
