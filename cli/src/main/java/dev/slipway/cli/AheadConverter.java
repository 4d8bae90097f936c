package dev.slipway.cli;

import dev.slipway.migrate.Ahead;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `refuse`, `tolerate` or `tolerate-if-proven:VERSION`.
final class AheadConverter implements ITypeConverter<Ahead> {

    @Override
    public Ahead convert(String text) {
        try {
            return Ahead.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
