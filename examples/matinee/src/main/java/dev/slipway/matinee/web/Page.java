package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/// The page at `/`: one file, and a policy under which a browser runs the script and the style that
/// are in it, and nothing else.
final class Page {

    private static final String FILE = "page.html";
    private static final String POLICY =
            "default-src 'none'; script-src '%s'; style-src '%s'; img-src data:; media-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String html = read();
    private final String policy = POLICY.formatted(hash("script"), hash("style"));

    void install(RoutesConfig config) {
        config.get("/", this::show);
    }

    private void show(Context context) {
        context.header("Content-Security-Policy", policy);
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-cache");
        context.contentType("text/html; charset=utf-8");
        context.result(html);
    }

    private static String read() {
        try (var file = Page.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(file, FILE).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the class path holds " + FILE, e);
        }
    }

    /// Of what the element holds, as a policy names it.
    private String hash(String element) {
        var begin = html.indexOf("<" + element + ">") + element.length() + 2;
        var text = html.substring(begin, html.indexOf("</" + element + ">", begin));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
