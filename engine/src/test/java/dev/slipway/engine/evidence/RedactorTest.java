package dev.slipway.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactorTest {

    @Test
    void known_secrets_go_the_longest_first() {
        var redactor = Redactor.of(List.of("hunter", "hunter2", ""));

        assertThat(redactor.redact("hunter2 or hunter")).isEqualTo("[redacted] or [redacted]");
    }

    @Test
    void passwords_go_that_nobody_told_it_of() {
        var redactor = Redactor.of(List.of());

        assertThat(redactor.redact("at postgres://ana:s3cr:et@db:5432/shop, PGPASSWORD=x y"))
                .isEqualTo("at postgres://ana:[redacted]@db:5432/shop, PGPASSWORD=[redacted] y");
        assertThat(redactor.redact("jdbc:postgresql://db/shop?user=ana&password=p%20q&ssl=true"))
                .isEqualTo("jdbc:postgresql://db/shop?user=ana&password=[redacted]&ssl=true");
        assertThat(redactor.redact("host=db password = 'p q' user=ana"))
                .isEqualTo("host=db password = [redacted] user=ana");
    }

    @Test
    void what_is_no_secret_stays() {
        var redactor = Redactor.of(List.of());
        var text = "GET http://127.0.0.1:8080/rooms/@me by ana@example.org, see https://x.org:443/";

        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void a_secret_is_found_before_json_escapes_it() {
        var redactor = Redactor.of(List.of("a\"b\nc"));
        var payload =
                Json.object()
                        .put("a\"b\nc", 1)
                        .put("lines", Json.strings(List.of("the a\"b\nc of it")));

        assertThat(redactor.redact(payload).compact())
                .isEqualTo("{\"[redacted]\":1,\"lines\":[\"the [redacted] of it\"]}");
    }

    @Test
    void password_files_are_read_as_libpq_reads_them(@TempDir Path folder) throws Exception {
        var file = folder.resolve("pgpass");
        Files.writeString(
                file,
                """
                # comment:of:the:file:kept
                db:5432:*:ana:plain
                db:5432:*:ben:with\\:colon\\\\and:more
                broken line
                """);

        assertThat(Secrets.inPassFile(file)).containsExactly("plain", "with:colon\\and:more");
    }
}
