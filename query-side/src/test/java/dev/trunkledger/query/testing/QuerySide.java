package dev.trunkledger.query.testing;

import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.testing.TestIssuer;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.proof.checkpoint.Checkpoint;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import dev.trunkledger.query.QuerySideApplication;
import dev.trunkledger.query.consumer.ProjectionListener;
import dev.trunkledger.query.projection.Message;
import dev.trunkledger.query.projection.MessageId;
import dev.trunkledger.query.projection.MessageReader;
import dev.trunkledger.query.projection.Partition;
import dev.trunkledger.query.projection.Reading;
import dev.trunkledger.query.store.Arrival;
import dev.trunkledger.query.store.ReadModels;
import dev.trunkledger.query.store.Stored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole query side on a real PostgreSQL, whose events come from the test instead of Kafka. */
public final class QuerySide implements AutoCloseable {

    private static final Partition PARTITION = new Partition(Topics.EVENTS, 0);

    private static final Partition ACCESSES = new Partition(Topics.ACCESS, 0);

    private static final Partition CHECKPOINTS = new Partition(Topics.CHECKPOINTS, 0);

    private final TestIssuer issuer = TestIssuer.create();
    private final TrunkledgerDatabase database;
    private final ConfigurableApplicationContext context;
    private long offset;
    private long accessOffset;
    private long checkpointOffset;

    private QuerySide(TrunkledgerDatabase database) {
        this.database = database;
        this.context = SpringApplication.run(QuerySideApplication.class, arguments());
    }

    /** One for all tests of the JVM, which keep apart by organisation. */
    public static QuerySide shared() {
        return Shared.INSTANCE;
    }

    public static QuerySide on(TrunkledgerDatabase database) {
        return new QuerySide(database);
    }

    public TrunkledgerDatabase database() {
        return database;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** A caller with the scopes of a reader and of an auditor. */
    public Client caller(String orgId) {
        return caller(orgId, Scopes.READ, Scopes.AUDIT);
    }

    public Client caller(String orgId, String... scopes) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return new Client("http://127.0.0.1:" + port, issuer.token(orgId, "alice", scopes));
    }

    /** Projects as the consumer does, and tells who listens. */
    public void project(SealedEvent... events) {
        Stored stored = projectElsewhere(events);
        context.getBeansOfType(ProjectionListener.class)
                .values()
                .forEach(listener -> listener.advanced(stored.credentials()));
    }

    /** As another process would: nobody here hears of it. */
    public synchronized Stored projectElsewhere(SealedEvent... events) {
        List<Reading> readings = new ArrayList<>();
        for (SealedEvent event : events) {
            readings.add(MessageReader.read(message(event)));
        }
        Stored stored = bean(ReadModels.class).store(List.of(new Arrival(PARTITION, null, readings)));
        if (!stored.parked().isEmpty()) {
            throw new AssertionError("Parked instead of projected: " + Arrays.toString(events));
        }
        return stored;
    }

    /** Whether their credentials are known or not; what waits for an earlier one waits. */
    public synchronized void reveal(List<SealedAccess> accesses) {
        List<Reading> readings = new ArrayList<>();
        for (SealedAccess access : accesses) {
            byte[] key = access.event().envelope().credentialId().toString().getBytes(StandardCharsets.UTF_8);
            readings.add(MessageReader.read(
                    new Message(new MessageId(ACCESSES, accessOffset++), key, access.type(), access.json())));
        }
        if (!readings.isEmpty()) {
            bean(ReadModels.class).store(List.of(new Arrival(ACCESSES, null, readings)));
        }
    }

    public synchronized Stored project(SignedCheckpoint... signed) {
        List<Reading> readings = new ArrayList<>();
        for (SignedCheckpoint one : signed) {
            byte[] key = one.checkpoint().orgId().getBytes(StandardCharsets.UTF_8);
            MessageId id = new MessageId(CHECKPOINTS, checkpointOffset++);
            readings.add(MessageReader.read(new Message(id, key, Checkpoint.TYPE, one.json())));
        }
        return bean(ReadModels.class).store(List.of(new Arrival(CHECKPOINTS, null, readings)));
    }

    private Message message(SealedEvent event) {
        byte[] key = event.event().credentialId().toString().getBytes(StandardCharsets.UTF_8);
        return new Message(new MessageId(PARTITION, offset++), key, event.type(), event.json());
    }

    private String[] arguments() {
        Map<String, String> settings = new TreeMap<>(issuer.properties());
        settings.put("TRUNKLEDGER_DB_URL", database.jdbcUrl());
        settings.put("TRUNKLEDGER_DB_PASSWORD", database.query().password());
        settings.put("TRUNKLEDGER_DB_OWNER_PASSWORD", database.queryOwner().password());
        settings.put("TRUNKLEDGER_CURSOR_KEY", "A".repeat(20) + "dGVzdHMgb25seSwgbm90IGEgc2VjcmV0");
        // Nothing listens there: queries do not need Kafka.
        settings.put("TRUNKLEDGER_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        settings.put("trunkledger.projection.consumers", "1");
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
    }

    private static final class Shared {
        static final QuerySide INSTANCE = on(TestDatabase.create());
    }
}
