package dev.slipway.cli;

import dev.slipway.migrate.Ahead;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `refuse`, `tolerate` or `tolerate-if-proven:VERSION`.
final class AheadConverter implements ITypeConverter<Ahead> {

    private static final String IF_PROVEN = "tolerate-if-proven:";

    @Override
    public Ahead convert(String text) {
        if (text.startsWith(IF_PROVEN) && text.length() > IF_PROVEN.length()) {
            return Ahead.tolerateIfProven(text.substring(IF_PROVEN.length()));
        }
        return switch (text) {
            case "refuse" -> Ahead.REFUSE;
            case "tolerate" -> Ahead.TOLERATE;
            default ->
                    throw new TypeConversionException(
                            "'" + text + "' is not refuse, tolerate or " + IF_PROVEN + "VERSION");
        };
    }
}
