package dev.trunkledger.pacing.rest;

import dev.trunkledger.events.testing.TestTrunk;
import dev.trunkledger.events.testing.TopicPublisher;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.testing.TestIssuer;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.pacing.CallPacingApplication;
import dev.trunkledger.pacing.gate.GateKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole side on a real PostgreSQL and a real Kafka, with topics of its own. */
final class PacingSide implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String topicPrefix = "test-" + UUID.randomUUID() + ".";
    private final TestIssuer issuer = TestIssuer.create();
    private final TrunkledgerDatabase database = TestDatabase.create();
    private final TopicPublisher publisher =
            new TopicPublisher(TestInfrastructure.kafka().bootstrapServers(), Topics.withPrefix(topicPrefix));
    private final ConfigurableApplicationContext context;

    private PacingSide(boolean withTopics) {
        if (withTopics) {
            publisher.makeTopics(3);
        }
        context = SpringApplication.run(CallPacingApplication.class, arguments());
    }

    /** One for all tests of the JVM, which keep apart by organisation. */
    static PacingSide shared() {
        return Shared.INSTANCE;
    }

    /** As it is before the command side ever started. */
    static PacingSide startWithoutTopics() {
        return new PacingSide(false);
    }

    TopicPublisher publisher() {
        return publisher;
    }

    void publish(TestTrunk... trunks) {
        publisher.publish(trunks);
    }

    Caller caller(String orgId) {
        return caller(orgId, Scopes.READ, Scopes.CALL_PERMITS);
    }

    Caller caller(String orgId, String... scopes) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return new Caller("http://127.0.0.1:" + port, issuer.token(orgId, "dialer", scopes));
    }

    /** Whether a start was ever reserved at the credential's own gate. */
    boolean hasStarts(UUID credential) {
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.pacing().name(),
                        database.pacing().password());
                PreparedStatement query = connection.prepareStatement(
                        "select exists (select from pacing.gate where key = ? and last_start > 0)")) {
            query.setObject(1, GateKey.ofCredential(credential).id());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String management(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.management.port");
        return new Caller("http://127.0.0.1:" + port, "").get(path).body();
    }

    private String[] arguments() {
        Map<String, String> settings = new TreeMap<>(issuer.properties());
        settings.put("TRUNKLEDGER_DB_URL", database.jdbcUrl());
        settings.put("TRUNKLEDGER_DB_PASSWORD", database.pacing().password());
        settings.put("TRUNKLEDGER_DB_OWNER_PASSWORD", database.pacingOwner().password());
        settings.put(
                "TRUNKLEDGER_KAFKA_BOOTSTRAP_SERVERS",
                TestInfrastructure.kafka().bootstrapServers());
        settings.put("TRUNKLEDGER_KAFKA_TOPIC_PREFIX", topicPrefix);
        settings.put("server.port", "0");
        settings.put("server.address", "127.0.0.1");
        settings.put("management.server.port", "0");
        settings.put("management.server.address", "127.0.0.1");
        settings.put("logging.structured.format.console", "");
        settings.put("logging.level.org.apache.kafka", "off");
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    @Override
    public void close() {
        context.close();
        publisher.close();
    }

    private static final class Shared {
        static final PacingSide INSTANCE = new PacingSide(true);
    }

    /** Somebody with a token. */
    record Caller(String baseUrl, String token) {

        Answer get(String path) {
            return send("GET", path, null);
        }

        Answer permits(UUID credential, @Nullable String body) {
            return send("POST", "/api/v1/sip-credentials/" + credential + "/call-permits", body);
        }

        Answer cps(UUID credential) {
            return get("/api/v1/sip-credentials/" + credential + "/cps");
        }

        private Answer send(String method, String path, @Nullable String body) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            try {
                return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String problem() {
            return json().path("type").asString("").replace("/problems/", "");
        }
    }
}
