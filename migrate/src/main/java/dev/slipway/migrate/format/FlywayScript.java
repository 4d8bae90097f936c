package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.LeadingWords;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.migrate.sql.Statements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A SQL file as Flyway runs it: with its placeholders filled, in one transaction unless it holds
/// what cannot run in one.
///
/// What the `.conf` file beside it says is found in the settings, under the file's name.
record FlywayScript(String file, String text, Settings settings) {

    /// What Flyway knows not to run in a transaction.
    private static final Pattern ALONE =
            Pattern.compile(
                    "(?:CREATE|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)|ALTER SYSTEM"
                            + "|(?:CREATE|DROP)(?: UNIQUE)? INDEX CONCURRENTLY"
                            + "|REINDEX(?: VERBOSE)? (?:SCHEMA|DATABASE|SYSTEM)|VACUUM|DISCARD ALL");

    static Script of(String file, String text, Settings settings) {
        return new Script(file, text, new FlywayScript(file, text, settings)::parts);
    }

    /// Where the settings keep what the `.conf` file of a script says.
    static String setting(String file, String name) {
        return file + ".conf:" + name;
    }

    private Optional<Boolean> told(String name) {
        return settings.get(setting(file, name)).map(Boolean::parseBoolean);
    }

    private boolean set(String name, boolean usual) {
        return settings.get("flyway." + name).map(Boolean::parseBoolean).orElse(usual);
    }

    /// The text with the values of its placeholders.
    ///
    /// @throws MigrationFolderException when a placeholder has no value
    String filled() {
        boolean fill = told("placeholderReplacement").orElse(set("placeholderReplacement", true));
        return fill ? new FlywayPlaceholders(withFileName()).fill(file, text) : text;
    }

    private Settings withFileName() {
        return settings.with(
                Map.of(
                        FlywayPlaceholders.setting(
                                FlywayPlaceholders.builtIn("filename", settings)),
                        file.substring(file.lastIndexOf('/') + 1)));
    }

    private Script.Parts parts() {
        var statements = Statements.splitWithCopyData(filled());
        var told = told("executeInTransaction");
        if (told.isPresent()) {
            return new Script.Parts(told.get(), statements);
        }
        boolean runsAlone = statements.stream().anyMatch(FlywayScript::runsAlone);
        if (runsAlone && !set("mixed", false)) {
            refuseMixed(statements);
        }
        return new Script.Parts(!runsAlone && set("executeInTransaction", true), statements);
    }

    private static boolean runsAlone(Statement statement) {
        return LeadingWords.of(statement.sql()).begin(ALONE);
    }

    private void refuseMixed(List<Statement> statements) {
        for (var statement : statements) {
            if (!runsAlone(statement)) {
                throw new MigrationFolderException(
                        file
                                + ":"
                                + statement.line()
                                + " runs in a transaction, and other statements of the file cannot:"
                                + " move them to a file of their own, or set flyway.mixed or, in "
                                + file
                                + ".conf, executeInTransaction");
            }
        }
    }
}
