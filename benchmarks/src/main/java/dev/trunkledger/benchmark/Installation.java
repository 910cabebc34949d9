package dev.trunkledger.benchmark;

import dev.trunkledger.events.testing.TopicPublisher;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.LoopbackPort;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.pacing.CallPacingApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** All that call pacing needs: a PostgreSQL and a Kafka of this JVM, a database, topics and an issuer of tokens. */
final class Installation {

    static final String ORGANISATION = "benchmark";

    private final TrunkledgerDatabase database = TestDatabase.create();
    private final String topicPrefix = "benchmark-" + UUID.randomUUID() + ".";
    private final Path keys = file("jwks", ".json");
    private final String token;

    Installation() throws Exception {
        Issuer issuer = new Issuer();
        issuer.writeKeys(keys);
        token = issuer.token(ORGANISATION);
    }

    TrunkledgerDatabase database() {
        return database;
    }

    LocalPostgres postgres() {
        return TestInfrastructure.postgres();
    }

    String token() {
        return token;
    }

    TopicPublisher publisher() {
        return new TopicPublisher(TestInfrastructure.kafka().bootstrapServers(), Topics.withPrefix(topicPrefix));
    }

    PacingProcess startProcess() throws IOException {
        return new PacingProcess(settings(), file("call-pacing", ".log"));
    }

    ConfigurableApplicationContext startInThisProcess() {
        Map<String, String> settings = settings();
        settings.put("TRUNKLEDGER_PORT", String.valueOf(LoopbackPort.free()));
        settings.put("TRUNKLEDGER_MANAGEMENT_PORT", String.valueOf(LoopbackPort.free()));
        return SpringApplication.run(
                CallPacingApplication.class,
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("TRUNKLEDGER_BIND_ADDRESS", "127.0.0.1");
        settings.put("TRUNKLEDGER_DB_URL", database.jdbcUrl());
        settings.put("TRUNKLEDGER_DB_PASSWORD", database.pacing().password());
        settings.put("TRUNKLEDGER_DB_OWNER_PASSWORD", database.pacingOwner().password());
        settings.put(
                "TRUNKLEDGER_KAFKA_BOOTSTRAP_SERVERS",
                TestInfrastructure.kafka().bootstrapServers());
        settings.put("TRUNKLEDGER_KAFKA_TOPIC_PREFIX", topicPrefix);
        settings.put("TRUNKLEDGER_ISSUER", Issuer.NAME);
        settings.put("TRUNKLEDGER_JWK_SET_URI", keys.toUri().toString());
        return settings;
    }

    private static Path file(String name, String suffix) throws IOException {
        Path file = Files.createTempFile(name, suffix);
        file.toFile().deleteOnExit();
        return file;
    }
}
