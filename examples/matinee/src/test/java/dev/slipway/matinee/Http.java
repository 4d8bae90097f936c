package dev.slipway.matinee;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of one service that reads what it is answered.
public final class Http {

    public static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final Map<String, String> headers;

    private Http(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public Http(URI base) {
        this(base, Map.of());
    }

    /// The same client, which sends this header with each request.
    public Http with(String header, String value) {
        return new Http(base, Map.of(header, value));
    }

    public static Http at(int port) {
        return new Http(URI.create("http://127.0.0.1:" + port));
    }

    public URI base() {
        return base;
    }

    /// The status alone; 0 if nobody answers.
    public int status(String path) {
        try {
            return send("GET", path, "", "").statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    public JsonNode get(String path) throws IOException {
        return json(send("GET", path, "", ""));
    }

    public JsonNode post(String path, String json) throws IOException {
        return json(send("POST", path, "application/json", json));
    }

    public HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException {
        var request = HttpRequest.newBuilder(base.resolve(path));
        headers.forEach(request::header);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        request.method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
