package dev.slipway.engine.validate;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Asks an address whether it is ready.
record HttpProbe(Check.HttpReady check) {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String REMEDY = "Look at the instance's log, then run the release again.";

    CheckResult look() {
        var request = HttpRequest.newBuilder(check.url()).timeout(LIMIT).build();
        try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            return judge(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return failed("It does not answer.", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("It was not waited for.", "interrupted");
        }
    }

    private CheckResult judge(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            return failed("It is not ready.", response.statusCode() + " " + response.body());
        }
        var said = version(response.body());
        var wanted = check.version().orElse(said);
        if (!wanted.equals(said)) {
            return failed(
                    "Another version answers.",
                    "version " + said + " where " + wanted + " is wanted");
        }
        return new CheckResult.Passed(
                check.name(), said.isEmpty() ? "ready" : "ready in version " + said);
    }

    private static String version(String body) {
        try {
            return JsonMapper.shared().readTree(body).path("version").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    private CheckResult failed(String fact, String evidence) {
        return Validator.failed(
                check, "validate/not-ready", check.url().toString(), fact, evidence, REMEDY);
    }
}
