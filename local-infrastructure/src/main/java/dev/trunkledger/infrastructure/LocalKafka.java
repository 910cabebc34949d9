package dev.trunkledger.infrastructure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A real single-node Kafka (KRaft, broker and controller in one) on 127.0.0.1, inside this process, that keeps its data. */
public final class LocalKafka implements AutoCloseable {
    private static final String CONTROLLER = "CONTROLLER";
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.listener.names", CONTROLLER),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // One machine, few partitions: Kafka's defaults would keep 128 MB for the cleaner alone.
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            // How long a broker that was killed blocks its own return; the default is 9 s.
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"));

    static {
        // A broker in trouble would end the whole JVM, tests or local stack, without a word.
        Exit.setExitProcedure((code, message) -> refuseToExit(message));
        Exit.setHaltProcedure((code, message) -> refuseToExit(message));
    }

    private final Path directory;
    private final int port;
    private final int advertisedPort;
    private final int controllerPort = LoopbackPort.free();
    private @Nullable KafkaRaftServer server;

    private LocalKafka(Path directory, int port, int advertisedPort) {
        this.directory = directory;
        this.port = port;
        this.advertisedPort = advertisedPort;
    }

    /** Starts on the data in this directory, or makes them; returns when clients are served. */
    public static LocalKafka start(Path directory) {
        int port = LoopbackPort.free();
        return start(directory, port, port);
    }

    /** @param advertisedPort where clients are told to connect: that of something which forwards to the other one */
    public static LocalKafka start(Path directory, int port, int advertisedPort) {
        LocalKafka kafka = new LocalKafka(directory.toAbsolutePath().normalize(), port, advertisedPort);
        kafka.start();
        return kafka;
    }

    /** Starts again after {@link #stop}, on the same port. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        @Nullable KafkaRaftServer starting = null;
        try {
            format();
            starting = new KafkaRaftServer(new KafkaConfig(settings()), Time.SYSTEM);
            starting.startup();
            server = starting;
        } catch (Exception e) {
            if (starting != null) {
                starting.shutdown();
            }
            throw new InfrastructureException("Kafka did not start on " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Stops the broker; the data stay. */
    public synchronized void stop() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }

    @Override
    public void close() {
        stop();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + advertisedPort;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("log.dirs", directory.toString());
        settings.put(
                "listeners", "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(port, CONTROLLER, controllerPort));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + advertisedPort);
        // A static quorum is not written into the data, so the port may change from start to start.
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        return settings;
    }

    private void format() throws Exception {
        PrivateFiles.createDirectory(directory);
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(CONTROLLER)
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
            // Kafka leaves one of the files to the system's caches, and never starts where a power cut made it empty.
            PrivateFiles.force(directory);
        } catch (IOException e) {
            throw new InfrastructureException("Kafka cannot write to " + directory + ": " + e.getMessage(), e);
        }
    }

    private static void refuseToExit(@Nullable String message) {
        throw new IllegalStateException(message == null ? "the broker gave up; its log says why" : message);
    }
}
