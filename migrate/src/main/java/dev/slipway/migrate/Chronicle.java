package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Booked;
import dev.slipway.migrate.bookkeeping.Signature;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Migration;
import dev.slipway.report.Exit;
import dev.slipway.report.Report;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Who applied what to a database, when, from where, and how long it took, in the order of
/// versions.
///
/// @param database without its password
/// @param foreign why there is no history to tell, if there is none that fits
public record Chronicle(
        String database,
        String schema,
        String format,
        List<Line> lines,
        Optional<Problem> foreign) {

    public Chronicle {
        lines = List.copyOf(lines);
    }

    /// What a line is about.
    public enum Kind {
        APPLIED,
        /// It failed half-way.
        FAILED,
        /// Everything up to its version counts as applied.
        BASELINE,
        /// Code of the service, or perhaps that: there is no script of it anywhere.
        CODE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One applied migration; what nobody wrote down is absent.
    ///
    /// @param by the role that applied it
    /// @param application as the session that applied it named itself
    /// @param client the address that it was applied from, or `local`
    public record Line(
            String version,
            String description,
            Kind kind,
            Optional<OffsetDateTime> at,
            Optional<String> by,
            Optional<String> application,
            Optional<String> client,
            Optional<Duration> took) {}

    /// @param signatures as the book has them, by version
    static Chronicle of(Look look, Map<String, Signature> signatures, String database) {
        return new Chronicle(
                database,
                look.around().schema(),
                look.set().format().word(),
                look.standing()
                        .map(standing ->
                                standing.entries().values().stream()
                                        .map(entry -> line(look, standing, signatures, entry))
                                        .toList())
                        .orElse(List.of()),
                look.foreign());
    }

    /// What the tool keeps, and for the rest what the book remembers.
    private static Line line(
            Look look, Standing standing, Map<String, Signature> signatures, Entry entry) {
        var file = standing.file(entry.version());
        var booked = standing.booked(entry.version());
        var signature = booked.flatMap(one -> Optional.ofNullable(signatures.get(one.version())));
        boolean opaque = file.isEmpty() && booked.isEmpty() && look.set().format().mayBeCode();
        boolean code = file.filter(one -> one.kind() == Migration.Kind.CODE).isPresent();
        return new Line(
                entry.version(),
                description(entry, file, booked),
                kind(entry, opaque || code),
                entry.at().or(() -> signature.map(Signature::at)),
                entry.by().or(() -> signature.map(Signature::by)),
                signature.map(Signature::application),
                signature.map(Signature::client),
                entry.took().or(() -> signature.map(Signature::took)));
    }

    private static Kind kind(Entry entry, boolean code) {
        if (!entry.success()) {
            return Kind.FAILED;
        }
        return switch (entry.kind()) {
            case BASELINE -> Kind.BASELINE;
            case CODE -> Kind.CODE;
            case SCRIPT, REPEATABLE -> code ? Kind.CODE : Kind.APPLIED;
        };
    }

    private static String description(
            Entry entry, Optional<Migration> file, Optional<Booked> booked) {
        return entry.description().isEmpty()
                ? file.map(Migration::description)
                        .or(() -> booked.map(Booked::description))
                        .orElse("")
                : entry.description();
    }

    /// How a command that tells it ends.
    public Exit exit() {
        return foreign.isPresent() ? Exit.USAGE : Exit.DONE;
    }

    public Report toReport() {
        return ChronicleReport.of(this);
    }
}
