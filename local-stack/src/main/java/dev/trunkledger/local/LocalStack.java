package dev.trunkledger.local;

import dev.trunkledger.command.CommandSideApplication;
import dev.trunkledger.infrastructure.LocalKafka;
import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.pacing.CallPacingApplication;
import dev.trunkledger.query.QuerySideApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts all parts in their order, and keeps them until it is closed. */
final class LocalStack implements AutoCloseable {
    private static final String DATABASE = "trunkledger";
    private static final String AXON = "org.axonframework.";

    private final Parts parts = new Parts();
    private final Options options;
    private final Consumer<String> progress;

    LocalStack(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Returns when everything answers, with what there is to tell; on a failure nothing stays running. */
    List<String> start() {
        try {
            return startParts();
        } catch (Throwable failure) {
            close();
            throw failure;
        }
    }

    private List<String> startParts() {
        DataDirectory data = parts.add(DataDirectory.open(options.data()));
        Front front = parts.add(Front.open(options.port()));
        data.begin(options.fresh()); // not before the port is ours: a start that cannot succeed must not discard
        StackLog.into(data.log());
        LocalKeys keys = new LocalKeys(data.keys());
        SideSettings settings = new SideSettings(keys, keys.keyEncryptionKeyFile(data.holdsData()));

        progress.accept("Starting PostgreSQL and Kafka");
        var kafkaStart = parts.start("kafka", () -> LocalKafka.start(data.kafka()));
        LocalPostgres postgres = parts.add(LocalPostgres.start(data.postgres()));
        TrunkledgerDatabase database = TrunkledgerDatabase.provide(postgres, DATABASE, keys::databasePassword);
        LocalKafka kafka = Parts.await(kafkaStart);

        progress.accept("Starting the command side, the query side and call pacing");
        TokenMint mint = new TokenMint(keys.tokenKey(), InstantSource.system());
        startSides(front, mint, settings, database, kafka);
        return ready(data, front.origin(), mint.adminToken(), kafka, postgres);
    }

    private void startSides(
            Front front, TokenMint mint, SideSettings settings, TrunkledgerDatabase database, LocalKafka kafka) {
        // Before the threads: the first start makes the keys that all settings name.
        Map<String, String> commandSettings = settings.commandSide(database, kafka);
        Map<String, String> querySettings = settings.querySide(database, kafka);
        Map<String, String> pacingSettings = settings.callPacing(database, kafka);
        var commandStart = parts.start("command-side", () -> commandSide(commandSettings));
        var queryStart = parts.start("query-side", () -> querySide(querySettings));
        var pacingStart = parts.start("call-pacing", () -> callPacing(pacingSettings));
        Side command = Parts.await(commandStart);
        Side query = Parts.await(queryStart);
        Side pacing = Parts.await(pacingStart);
        SideHealth health = new SideHealth(Map.of(
                "commandSide", command.management(),
                "querySide", query.management(),
                "callPacing", pacing.management()));
        front.serve(
                new LocalEndpoints(front.port(), mint, health),
                new Sides(command.origin(), query.origin(), pacing.origin()));
    }

    private static Side commandSide(Map<String, String> settings) {
        return Side.start("command-side", CommandSideApplication.class, settings);
    }

    private static Side querySide(Map<String, String> settings) {
        return Side.start("query-side", QuerySideApplication.class, settings, AXON);
    }

    private static Side callPacing(Map<String, String> settings) {
        return Side.start("call-pacing", CallPacingApplication.class, settings, AXON);
    }

    private List<String> ready(
            DataDirectory data, URI origin, String adminToken, LocalKafka kafka, LocalPostgres postgres) {
        try {
            String demo = new DemoCredential(origin, adminToken, data.demoCredential()).ensure();
            Path stackFile = data.stackFile();
            new StackFile(
                            origin.toString(),
                            kafka.bootstrapServers(),
                            StackFile.jdbcUrl(postgres, DATABASE),
                            adminToken)
                    .write(stackFile);
            parts.add(() -> StackFile.remove(stackFile));
            return Announcement.lines(origin, data, demo);
        } catch (IOException e) {
            throw new StackException("The stack does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("The start was interrupted.", e);
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
