package dev.trunkledger.local;

import dev.trunkledger.infrastructure.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A credential to try things on, made through the API like any other. Reading it back through Kafka and the read models
 * proves at each start that everything answers.
 */
final class DemoCredential {
    private static final String BODY = """
            {"server":"sip.example.net:5061","transport":"tls","cpsLimit":20,"description":"Made by the local stack to try things on"}""";
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
    private static final Duration VISIBLE_LIMIT = Duration.ofSeconds(30);
    private static final long RETRY_MS = 50;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int GONE = 410;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(REQUEST_LIMIT)
            .build();
    private final URI credentials;
    private final String token;
    private final Path file;

    DemoCredential(URI origin, String token, Path file) {
        this.credentials = origin.resolve("/api/v1/sip-credentials");
        this.token = token;
        this.file = file;
    }

    /** Its id, once a GET shows it; it is made anew when it was deleted meanwhile. */
    String ensure() throws IOException, InterruptedException {
        if (Files.exists(file)) {
            String known = Files.readString(file).strip();
            if (becomesVisible(known)) {
                return known;
            }
        }
        String id = create();
        if (!becomesVisible(id)) {
            throw new StackException("The demo credential " + id + " was written but did not appear in the read models"
                    + " within " + VISIBLE_LIMIT.toSeconds() + " s.");
        }
        return id;
    }

    private String create() throws IOException, InterruptedException {
        HttpRequest post = authorized(credentials)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        HttpResponse<String> answer = http.send(post, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != CREATED) {
            throw new StackException("The demo credential could not be made: the command side answered "
                    + answer.statusCode() + " " + answer.body());
        }
        String id = JsonMapper.shared().readTree(answer.body()).path("id").asString();
        PrivateFiles.write(file, id + "\n");
        return id;
    }

    private boolean becomesVisible(String id) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(VISIBLE_LIMIT);
        HttpRequest get = authorized(URI.create(credentials + "/" + id)).build();
        while (Instant.now().isBefore(limit)) {
            switch (http.send(get, HttpResponse.BodyHandlers.discarding()).statusCode()) {
                case OK -> {
                    return true;
                }
                case GONE -> {
                    return false;
                }
                default -> TimeUnit.MILLISECONDS.sleep(RETRY_MS);
            }
        }
        return false;
    }

    private HttpRequest.Builder authorized(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(REQUEST_LIMIT).header("Authorization", "Bearer " + token);
    }
}
