package dev.slipway.matinee.load;

import dev.slipway.report.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.json.JsonMapper;

/// A few members who log in again and again. Each registers when it is first its turn, and shows
/// its new session once, to whichever instance gets it.
final class Logins {

    private static final int MEMBERS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// Whoever took it from the pool has it alone.
    private static final class Member {
        private final String handle;
        private boolean registered;

        Member(String handle) {
            this.handle = handle;
        }
    }

    private final URI service;
    private final HttpClient client;
    private final Tally tally;
    private final BlockingQueue<Member> pool = new LinkedBlockingQueue<>();

    /// Of this drive alone, and known to nobody afterwards.
    private final String password = random(16);

    Logins(URI service, HttpClient client, Tally tally) {
        this.service = service;
        this.client = client;
        this.tally = tally;
        var drive = random(4);
        for (int i = 0; i < MEMBERS; i++) {
            pool.add(new Member("load_" + drive + "_" + i));
        }
    }

    void logIn() {
        Optional.ofNullable(pool.poll())
                .ifPresentOrElse(
                        this::logIn,
                        () -> tally.failedLogin("login", "all members are still logging in"));
    }

    private void logIn(Member member) {
        var what = "login of " + member.handle;
        try {
            register(member);
            var start = System.nanoTime();
            var session = post("/sessions", credentials(member), 201);
            show(JsonMapper.shared().readTree(session).path("token").asString(""));
            tally.loggedIn(what, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            tally.failedLogin(what, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pool.add(member);
        }
    }

    private void register(Member member) throws IOException, InterruptedException {
        if (!member.registered) {
            post("/members", credentials(member).put("display_name", "A Visitor"), 201);
            member.registered = true;
        }
    }

    private void show(String token) throws IOException, InterruptedException {
        send(request("/session").header("Authorization", "Bearer " + token).build(), 200);
    }

    private String post(String path, Json body, int status)
            throws IOException, InterruptedException {
        var request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.compact()));
        return send(request.build(), status);
    }

    private String send(HttpRequest request, int status) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != status) {
            throw new IOException(
                    request.method()
                            + " "
                            + request.uri().getPath()
                            + ": "
                            + response.statusCode()
                            + " "
                            + response.body());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(LIMIT);
    }

    private Json.Obj credentials(Member member) {
        return Json.object().put("handle", member.handle).put("password", password);
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
