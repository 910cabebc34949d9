package dev.trunkledger.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller of the API: each call goes to the side that answers it, as the proxy would do it. */
public final class ApiClient {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern PACING =
            Pattern.compile("(POST /api/v1/sip-credentials/[^/?]+/call-permits|(GET|HEAD) /api/v1/cps-pools"
                    + "|(GET|HEAD) /api/v1/sip-credentials/[^/?]+/cps)(\\?.*)?");

    private final String commandUrl;
    private final String queryUrl;
    private final @Nullable String pacingUrl;
    private final @Nullable String token;
    private final Duration patience;
    private final List<String> everyAnswer;

    /** @param pacingUrl null where call pacing was not started */
    public ApiClient(String commandUrl, String queryUrl, @Nullable String pacingUrl, @Nullable String token) {
        this(commandUrl, queryUrl, pacingUrl, token, PATIENCE, Collections.synchronizedList(new ArrayList<>()));
    }

    private ApiClient(
            String commandUrl,
            String queryUrl,
            @Nullable String pacingUrl,
            @Nullable String token,
            Duration patience,
            List<String> everyAnswer) {
        this.commandUrl = commandUrl;
        this.queryUrl = queryUrl;
        this.pacingUrl = pacingUrl;
        this.token = token;
        this.patience = patience;
        this.everyAnswer = everyAnswer;
    }

    /** The same deployment and the same record of answers, with another token. */
    public ApiClient with(@Nullable String otherToken) {
        return new ApiClient(commandUrl, queryUrl, pacingUrl, otherToken, patience, everyAnswer);
    }

    /** The same caller, whose answers are not recorded with the others. */
    public ApiClient aside() {
        return new ApiClient(
                commandUrl, queryUrl, pacingUrl, token, patience, Collections.synchronizedList(new ArrayList<>()));
    }

    /** The same caller, who gives a call up after another time than 30 s. */
    public ApiClient within(Duration otherPatience) {
        return new ApiClient(commandUrl, queryUrl, pacingUrl, token, otherPatience, everyAnswer);
    }

    /** Headers and body of each answer so far, to anyone. */
    public List<String> everyAnswer() {
        return everyAnswer;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /**
     * What there is, for those who can do nothing with another answer.
     *
     * @throws IllegalStateException with status and body if the answer was not 200
     */
    public Answer read(String path, String... headers) {
        Answer answer = get(path, headers);
        if (answer.status() != 200) {
            throw new IllegalStateException("GET %s: %d %s".formatted(path, answer.status(), answer.body()));
        }
        return answer;
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    public Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin(method, path) + path))
                .timeout(patience)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            everyAnswer.add(response.headers().map() + "\n" + response.body());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String origin(String method, String path) {
        if (PACING.matcher(method + " " + path).matches()) {
            return Objects.requireNonNull(pacingUrl, "This deployment was started without call pacing");
        }
        return method.equals("GET") || method.equals("HEAD") ? queryUrl : commandUrl;
    }

    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
