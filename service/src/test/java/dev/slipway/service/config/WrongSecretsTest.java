package dev.slipway.service.config;

import static dev.slipway.service.config.Wrong.invalid;
import static dev.slipway.service.config.Wrong.usage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way to give a secret that cannot be had.
class WrongSecretsTest {

    private static final List<Wrong> SECRETS =
            List.of(
                    invalid(
                            "a secret's file that is not there",
                            bench -> secretFile(bench, "password_file: secrets/db"),
                            "shop.yaml:4",
                            "database.password: {}/secrets/db is not there."),
                    invalid(
                            "a secret's file that is empty",
                            bench -> secretFile(bench.file("db", "\n"), "password_file: db"),
                            "shop.yaml:4",
                            "database.password: {}/db is empty."),
                    invalid(
                            "a secret's file that is a directory",
                            bench -> secretFile(bench.file("db/x", "y"), "password_file: db"),
                            "shop.yaml:4",
                            "database.password: {}/db is a directory."),
                    invalid(
                            "a secret's file in another encoding",
                            bench ->
                                    secretFile(
                                            bench.file(
                                                    "db",
                                                    "pässword"
                                                            .getBytes(StandardCharsets.ISO_8859_1)),
                                            "password_file: db"),
                            "shop.yaml:4",
                            "database.password: {}/db is not UTF-8."),
                    invalid(
                            "a secret's file without a name",
                            bench -> secretFile(bench, "password_file:"),
                            "shop.yaml:4",
                            "database.password: it is empty."),
                    invalid(
                            "a secret and its file in one file",
                            bench -> bench.goodWith("database", "password_file: db"),
                            "shop.yaml:4",
                            "database.password: database.password and database.password_file are"
                                    + " both given."),
                    invalid(
                            "a secret and its file in variables",
                            bench ->
                                    bench.good()
                                            .variable("SHOP_DATABASE_PASSWORD", Bench.PASSWORD)
                                            .variable("SHOP_DATABASE_PASSWORD_FILE", "db"),
                            "SHOP_DATABASE_PASSWORD",
                            "database.password: SHOP_DATABASE_PASSWORD and"
                                    + " SHOP_DATABASE_PASSWORD_FILE are both given."),
                    invalid(
                            "a variable that names a secret's file that is not there",
                            bench -> bench.good().variable("SHOP_DATABASE_PASSWORD_FILE", "gone"),
                            "SHOP_DATABASE_PASSWORD_FILE",
                            "database.password: {}/gone is not there."),
                    usage(
                            "a secret on the command line",
                            bench -> bench.good().option("--database.password=" + Bench.PASSWORD),
                            "--database.password",
                            "database.password is a secret, and everyone on the machine can read a"
                                    + " command line."),
                    invalid(
                            "what is shown in place of a secret",
                            bench -> bench.good().variable("SHOP_DATABASE_PASSWORD", "***"),
                            "SHOP_DATABASE_PASSWORD",
                            "database.password: it is what is shown in place of a secret."),
                    invalid(
                            "a section that prints the secret it refuses",
                            bench -> bench.good().variable("SHOP_DATABASE_PASSWORD", "s3cr3t"),
                            "database",
                            "database: the password '***' is shorter than 8 letters."));

    @TempDir private Path directory;

    @Test
    void a_secret_that_cannot_be_had_is_named_with_its_source_and_never_printed()
            throws IOException {
        Wrong.check(SECRETS, directory);
    }

    private static Bench secretFile(Bench bench, String line) {
        return bench.config(
                "shop.yaml",
                Bench.GOOD
                        .replaceAll("  password:.*\n", "")
                        .replace("database:\n", "database:\n  " + line + "\n"));
    }
}
