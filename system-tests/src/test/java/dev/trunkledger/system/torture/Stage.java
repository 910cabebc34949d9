package dev.trunkledger.system.torture;

import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.LoopbackPort;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.system.ApiClient;
import dev.trunkledger.system.Backbone;
import dev.trunkledger.system.Deployment;
import dev.trunkledger.system.Identity;
import dev.trunkledger.system.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A deployment whose every part is a process of its own, with a {@link Link} between any two that talk with each other.
 * Only the dialers reach call pacing directly: a start counts from when its answer arrived.
 */
final class Stage implements AutoCloseable {

    static final String DATABASE = "torture";
    static final String COMMAND_SIDE = "command-side";
    static final String QUERY_SIDE = "query-side";
    static final String CALL_PACING = "call-pacing";

    private static final Duration CALLERS_PATIENCE = Duration.ofSeconds(5);

    private static final String POSTGRES = "postgres";
    private static final String KAFKA = "kafka";

    private final Path directory;
    private final Map<String, Disk> disks = new HashMap<>();
    private final LocalPostgres postgres;
    private final KafkaProcess kafka;
    private final Deployment deployment;
    private final Link toKafka;
    private final Map<String, Link> toDatabase;
    private final Link toCommandSide;
    private final Link toQuerySide;
    private final StrangeMessages strangeMessages;
    private final Map<String, WrongClock> clocks;
    private final Interruptions databaseTrouble = new Interruptions();

    private Stage(Path directory) throws IOException {
        this.directory = directory;
        if (Disk.isPossible()) {
            disks.put(POSTGRES, Disk.mountedAt(directory.resolve(POSTGRES)));
            disks.put(KAFKA, Disk.mountedAt(directory.resolve(KAFKA)));
        }
        Files.createDirectories(directory.resolve(KAFKA));
        postgres = LocalPostgres.start(directory.resolve(POSTGRES).resolve("server"));
        TrunkledgerDatabase database = TrunkledgerDatabase.provide(
                postgres, DATABASE, role -> UUID.randomUUID().toString());
        int kafkaPort = LoopbackPort.free();
        toKafka = new Link("everybody to Kafka", kafkaPort);
        kafka = new KafkaProcess(directory.resolve(KAFKA), kafkaPort, toKafka.port());
        toDatabase = Map.of(
                COMMAND_SIDE, new Link("command side to database", postgres.port()),
                QUERY_SIDE, new Link("query side to database", postgres.port()),
                CALL_PACING, new Link("call pacing to database", postgres.port()));
        clocks = Map.of(
                COMMAND_SIDE, WrongClock.in(directory, COMMAND_SIDE),
                QUERY_SIDE, WrongClock.in(directory, QUERY_SIDE),
                CALL_PACING, WrongClock.in(directory, CALL_PACING));
        deployment = Deployment.start(
                new Backbone(
                        postgres,
                        database,
                        Map.of(
                                COMMAND_SIDE, databaseUrl(COMMAND_SIDE, database),
                                QUERY_SIDE, databaseUrl(QUERY_SIDE, database),
                                CALL_PACING, databaseUrl(CALL_PACING, database)),
                        "127.0.0.1:" + toKafka.port()),
                2,
                this::environment);
        toCommandSide = new Link("callers to command side", port(deployment.commandSide()));
        toQuerySide = new Link("callers to query side", port(deployment.querySide()));
        strangeMessages = new StrangeMessages(
                deployment.bootstrapServers(),
                deployment.topicNames().events(),
                deployment.topicNames().state());
    }

    /** Returns when all is ready. */
    static Stage set(Path directory) throws IOException {
        return new Stage(directory);
    }

    /** Of all that this run writes. */
    Path directory() {
        return directory;
    }

    LocalPostgres postgres() {
        return postgres;
    }

    Disk postgresDisk() {
        return Objects.requireNonNull(disks.get(POSTGRES));
    }

    Disk kafkaDisk() {
        return Objects.requireNonNull(disks.get(KAFKA));
    }

    KafkaProcess kafka() {
        return kafka;
    }

    Deployment deployment() {
        return deployment;
    }

    List<ServiceProcess> sides() {
        return deployment.sides();
    }

    StrangeMessages strangeMessages() {
        return strangeMessages;
    }

    /** When the database lost, or may have lost, what it had not promised to keep. */
    Interruptions databaseTrouble() {
        return databaseTrouble;
    }

    WrongClock clock(String side) {
        return Objects.requireNonNull(clocks.get(side));
    }

    Link toKafka() {
        return toKafka;
    }

    Link toDatabase(String side) {
        return Objects.requireNonNull(toDatabase.get(side));
    }

    Link toCommandSide() {
        return toCommandSide;
    }

    Link toQuerySide() {
        return toQuerySide;
    }

    /** One who calls over the links, and soon gives up. */
    ApiClient caller(String organisation) {
        return client(organisation, toCommandSide.port(), toQuerySide.port()).within(CALLERS_PATIENCE);
    }

    /** The same, whose answers are not kept with those of others. */
    ApiClient callerAside(String organisation) {
        return client(organisation, toCommandSide.port(), toQuerySide.port())
                .aside()
                .within(CALLERS_PATIENCE);
    }

    /** One who calls the sides directly, for as long as they need. */
    ApiClient judge(String organisation) {
        return client(organisation, port(deployment.commandSide()), port(deployment.querySide()))
                .aside();
    }

    /** One who asks a certain instance of call pacing. */
    ApiClient judge(String organisation, ServiceProcess callPacing) {
        return new ApiClient("", "", callPacing.baseUrl(), token(organisation)).aside();
    }

    private String token(String organisation) {
        return deployment.identity().token(organisation, "torture", Identity.ALL_SCOPES);
    }

    private ApiClient client(String organisation, int commandPort, int queryPort) {
        return new ApiClient(
                "http://127.0.0.1:" + commandPort,
                "http://127.0.0.1:" + queryPort,
                deployment.callPacing().baseUrl(),
                token(organisation));
    }

    /** Several consumers, of which a backlog is sooner gone, and which can get into each other's way. */
    private Map<String, String> environment(String side) {
        Map<String, String> environment = new HashMap<>(clock(side).environment());
        if (side.equals(QUERY_SIDE)) {
            environment.put("TRUNKLEDGER_PROJECTION_CONSUMERS", "3");
        }
        return environment;
    }

    private String databaseUrl(String side, TrunkledgerDatabase database) {
        return database.jdbcUrl()
                .replace(":" + postgres.port() + "/", ":" + toDatabase(side).port() + "/");
    }

    private static int port(ServiceProcess side) {
        return URI.create(side.baseUrl()).getPort();
    }

    @Override
    public void close() {
        try (postgres;
                kafka;
                toKafka;
                toCommandSide;
                toQuerySide) {
            deployment.close();
        } finally {
            toDatabase.values().forEach(Link::close);
            disks.values().forEach(Disk::close);
        }
    }
}
