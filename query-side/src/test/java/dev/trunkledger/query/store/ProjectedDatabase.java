package dev.trunkledger.query.store;

import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.infrastructure.DatabaseRole;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.fixtures.CredentialHistory;
import dev.trunkledger.query.projection.Message;
import dev.trunkledger.query.projection.MessageId;
import dev.trunkledger.query.projection.MessageReader;
import dev.trunkledger.query.projection.Partition;
import dev.trunkledger.query.projection.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with migrated read models into which events go without Kafka; for tests of what reads them too. */
public final class ProjectedDatabase implements AutoCloseable {

    private static final Partition PARTITION = new Partition("events", 0);

    private static final Partition ACCESSES = new Partition(Topics.ACCESS, 0);

    private final TrunkledgerDatabase database;
    private final SingleConnectionDataSource application;
    private final ReadModels readModels;
    private long nextOffset;
    private long nextAccess;

    private ProjectedDatabase(TrunkledgerDatabase database) {
        this.database = database;
        this.application = new SingleConnectionDataSource(
                database.jdbcUrl(), database.query().name(), database.query().password(), true);
        application.setAutoCommit(true);
        var jdbc = new JdbcTemplate(application);
        jdbc.execute("set search_path to read_model, public");
        this.readModels = new ReadModels(jdbc, new TransactionTemplate(new JdbcTransactionManager(application)));
    }

    public static ProjectedDatabase create() {
        TrunkledgerDatabase database = TestDatabase.create();
        migrate(database);
        return new ProjectedDatabase(database);
    }

    public static void migrate(TrunkledgerDatabase database) {
        DatabaseRole owner = database.queryOwner();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), owner.name(), owner.password())
                .locations("classpath:db/query-side")
                .schemas("read_model")
                .defaultSchema("read_model")
                .createSchemas(false)
                .placeholders(Map.of("app_role", database.query().name()))
                .load()
                .migrate();
    }

    public TrunkledgerDatabase database() {
        return database;
    }

    public void project(CredentialHistory... histories) {
        List<SealedEvent> events = new ArrayList<>();
        List<SealedAccess> accesses = new ArrayList<>();
        for (CredentialHistory history : histories) {
            events.addAll(history.events());
            accesses.addAll(history.accesses());
        }
        project(events);
        if (!accesses.isEmpty()) {
            reveal(accesses);
        }
    }

    Stored project(List<SealedEvent> events) {
        return store(events.stream().map(this::message).toList());
    }

    Stored store(List<Message> messages) {
        List<Reading> readings = messages.stream().map(MessageReader::read).toList();
        return readModels.store(List.of(new Arrival(PARTITION, null, readings)));
    }

    Message message(SealedEvent event) {
        byte[] key = event.event().credentialId().toString().getBytes(StandardCharsets.UTF_8);
        return new Message(new MessageId(PARTITION, nextOffset++), key, event.type(), event.json());
    }

    Stored reveal(List<SealedAccess> accesses) {
        List<Reading> readings =
                accesses.stream().map(this::message).map(MessageReader::read).toList();
        return readModels.store(List.of(new Arrival(ACCESSES, null, readings)));
    }

    private Message message(SealedAccess access) {
        byte[] key = access.event().envelope().credentialId().toString().getBytes(StandardCharsets.UTF_8);
        return new Message(new MessageId(ACCESSES, nextAccess++), key, access.type(), access.json());
    }

    ReadModels readModels() {
        return readModels;
    }

    public JdbcTemplate jdbc() {
        return new JdbcTemplate(application);
    }

    @Override
    public void close() {
        application.destroy();
    }
}
