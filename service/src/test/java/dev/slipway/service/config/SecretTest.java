package dev.slipway.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.report.HtmlRenderer;
import dev.slipway.report.Ink;
import dev.slipway.report.JUnitRenderer;
import dev.slipway.report.MarkdownRenderer;
import dev.slipway.report.Report;
import dev.slipway.report.SarifRenderer;
import dev.slipway.report.TextRenderer;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class SecretTest {

    private static final List<String> SECRETS =
            List.of(Bench.PASSWORD, "first-s1gning", "second-s1gning", "in-a-qu3ry", "s3lf-made");

    @TempDir private Path directory;

    @Test
    void none_is_in_anything_that_is_printed_rendered_or_thrown() {
        var printed = new ArrayList<String>();
        for (var inputs : everyWay()) {
            var loaded = inputs.load();
            printed.add(loaded.toString());
            printed.add(inputs.inputs().toString());
            printed.addAll(rendered(loaded.validation()));
            printed.addAll(rendered(loaded.shown()));
            if (loaded instanceof Loaded.Ready<Shop> ready) {
                printed.add(ready.effective().json());
                printed.add(ready.effective().yaml());
                printed.add(ready.effective().toml());
                printed.add(ready.value().database().password().toString());
            }
        }

        assertThat(printed).hasSizeGreaterThan(100);
        assertThat(String.join("\n", printed)).contains("***").doesNotContain(SECRETS);
    }

    private List<Bench> everyWay() {
        var secret = "  password: " + Bench.PASSWORD;
        return List.of(
                bench().variable("SHOP_DATABASE_SIGNING_KEYS", "first-s1gning,second-s1gning"),
                bench().variable("SHOP_DATABASE_URL", "postgres://u:" + Bench.PASSWORD + "@h/d"),
                bench().variable(
                                "SHOP_DATABASE_URL",
                                "jdbc:postgresql://h/d?user=u&password=in-a-qu3ry"),
                bench().variable(
                                "SHOP_SERVER_PEERS",
                                "https://h/?access_token=in-a-qu3ry,https://u:s3lf-made@h"),
                bench().variable(
                                "SHOP_DATABASE_URL",
                                "no url:" + Bench.PASSWORD.length() + " ://u:s3lf-made@h"),
                bench().variable("SHOP_DATABASE_PASWORD", Bench.PASSWORD),
                bench().variable("SHOP_DATABASE_PASSWORD", Bench.PASSWORD)
                        .variable("SHOP_DATABASE__PASSWORD", "s3lf-made"),
                bench().variable("SHOP_DATABASE_PASSWORD", "s3lf-m"),
                bench().option("--database.password=" + Bench.PASSWORD),
                bench().option("--databse.password=" + Bench.PASSWORD),
                bench().option("-p" + Bench.PASSWORD),
                bench().option(Bench.PASSWORD),
                bench().config("other.yaml", Bench.GOOD + secret + ": :"),
                new Bench(directory).config("a.yaml", Bench.GOOD.replace("password:", "pasword:")),
                new Bench(directory)
                        .config("b.yaml", Bench.GOOD.replace("password: ", "password: [")),
                new Bench(directory)
                        .config("c.yaml", Bench.GOOD.replace("password: ", "password: !")),
                new Bench(directory)
                        .config("d.yaml", Bench.GOOD.replace("password: ", "password: *")),
                new Bench(directory)
                        .config("e.yaml", Bench.GOOD.replace("password: ", "password: !a!")),
                new Bench(directory)
                        .config("f.yaml", Bench.GOOD.replace("password: ", "password: {x: ")),
                new Bench(directory)
                        .config("g.yaml", Bench.GOOD.replace("password: ", "password: \"")),
                new Bench(directory).config("h.yaml", Bench.GOOD.replace("password: ", "? [")),
                new Bench(directory).config("i.toml", "database.password = " + Bench.PASSWORD),
                new Bench(directory).config("j.toml", "database.password = \"" + Bench.PASSWORD),
                new Bench(directory)
                        .config("k.toml", "database.password = [\"" + Bench.PASSWORD + "\"]"));
    }

    private Bench bench() {
        return new Bench(directory).good();
    }

    private static List<String> rendered(Report report) {
        return List.of(
                new TextRenderer(Ink.PLAIN).render(report),
                report.toJson().pretty(),
                new MarkdownRenderer().render(report),
                new HtmlRenderer("shop config").render(report),
                new SarifRenderer("1", "").render(report),
                new JUnitRenderer("shop config").render(report),
                report.toString());
    }

    @Test
    void it_prints_as_a_mark_wherever_it_stands() {
        var secret = Secret.of(Bench.PASSWORD);
        var section = new Shop.Database(URI.create("a:b"), secret, Optional.empty(), 1);

        assertThat(secret + " " + section + " " + List.of(secret) + " " + secret.hashCode())
                .contains("password=***")
                .doesNotContain(Bench.PASSWORD);
        assertThat(new JsonMapper().writeValueAsString(section)).doesNotContain(Bench.PASSWORD);
    }

    @Section(group = "secrets", about = "What signs.")
    record Signing(@Key(about = "The key.") Secret key) {
        Signing {
            throw new UnsupportedOperationException("cannot sign with " + key.reveal());
        }
    }

    record Signed(Signing signing) {}

    @Test
    void a_section_that_fails_for_another_reason_is_a_bug_that_is_told_without_its_message() {
        var environment = Map.of("SIGNER_SIGNING_KEY", Bench.PASSWORD);
        var inputs = new Inputs(List.of(), environment, directory, Optional.empty());

        assertThatThrownBy(() -> Configuration.of(Signed.class, "SIGNER").load(inputs))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the record of signing threw java.lang.UnsupportedOperationException")
                .hasNoCause();
    }

    @Test
    void it_is_not_serialised() throws Exception {
        try (var out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(Secret.of(Bench.PASSWORD)))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageNotContaining(Bench.PASSWORD);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres://u:p@h/d | postgres://u:***@h/d",
                "postgres://u@h:5432/d | postgres://u@h:5432/d",
                "redis://:p@h | redis://:***@h",
                "postgres://u:p/a?s@s@h/d | postgres://u:***@h/d",
                "https://h/?page=2&api_key=abc#top | https://h/?page=2&api_key=***#top",
                "https://h/?X-Amz-Signature=abc&b=c | https://h/?X-Amz-Signature=***&b=c",
                "host=h user=u password=p dbname=d | host=h user=u password=*** dbname=d",
                "https://a:b@c/,https://d:e@f/ | https://a:***@c/,https://d:***@f/",
                "https://c:80/,https://d:e@f/ | https://c:80/,https://d:***@f/",
                "a plain text | a plain text",
            })
    void a_url_is_shown_without_what_is_secret_in_it(String url, String shown) {
        assertThat(Redaction.text(url)).isEqualTo(shown);
    }
}
