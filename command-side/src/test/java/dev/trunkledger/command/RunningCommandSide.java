package dev.trunkledger.command;

import dev.trunkledger.command.eventstore.RecordedEvents;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.http.testing.TestIssuer;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The command side as it is deployed, on free ports, with a PostgreSQL; without Kafka, which no command needs. */
public final class RunningCommandSide implements AutoCloseable {

    private static final TestIssuer ISSUER = TestIssuer.create();
    /** One for all, as for instances on the same database. */
    private static final Path KEY_FILE = keyFile();

    private final TrunkledgerDatabase database;
    private final ConfigurableApplicationContext context;

    private RunningCommandSide(TrunkledgerDatabase database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    /** Starts once for all tests of the JVM; each keeps to an organisation of its own. */
    public static RunningCommandSide shared() {
        return Shared.INSTANCE;
    }

    /** @param settings by the names of the configuration, over what a test needs anyway */
    public static RunningCommandSide start(TrunkledgerDatabase database, Map<String, String> settings) {
        return new RunningCommandSide(
                database, SpringApplication.run(CommandSideApplication.class, arguments(database, settings)));
    }

    /** Command line of the application. */
    public static String[] arguments(TrunkledgerDatabase database, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("TRUNKLEDGER_DB_URL", database.jdbcUrl());
        all.put("TRUNKLEDGER_DB_PASSWORD", database.command().password());
        all.put("TRUNKLEDGER_DB_OWNER_PASSWORD", database.commandOwner().password());
        all.put("TRUNKLEDGER_KEK_FILE", KEY_FILE.toString());
        // Nobody listens there: Kafka is away.
        all.put("TRUNKLEDGER_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9");
        all.put("TRUNKLEDGER_PORT", "0");
        all.put("TRUNKLEDGER_MANAGEMENT_PORT", "0");
        all.put("TRUNKLEDGER_BIND_ADDRESS", "127.0.0.1");
        all.put("TRUNKLEDGER_ISSUER", TestIssuer.ISSUER);
        all.put("TRUNKLEDGER_JWK_SET_URI", ISSUER.jwkSet().toUri().toString());
        all.put("TRUNKLEDGER_LOG_FORMAT", "");
        all.put("logging.level.org.apache.kafka", "off");
        all.putAll(settings);
        return all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** The event of a version, as it is stored. */
    public CredentialEvent recorded(String credentialId, long version) {
        return context.getBean(RecordedEvents.class)
                .at(UUID.fromString(credentialId), version)
                .orElseThrow()
                .event();
    }

    public TrunkledgerDatabase database() {
        return database;
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    public URI managementUri(String path) {
        String port = context.getEnvironment().getProperty("local.management.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public static String token(String orgId, String sub, String... scopes) {
        return ISSUER.token(orgId, sub, scopes);
    }

    private static Path keyFile() {
        try {
            Path file = Files.createTempFile("kek", ".key");
            file.toFile().deleteOnExit();
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            return Files.writeString(file, Base64.getEncoder().encodeToString(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Shared {
        static final RunningCommandSide INSTANCE = start(TestDatabase.create(), Map.of());
    }
}
