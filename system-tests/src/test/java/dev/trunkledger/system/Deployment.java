package dev.trunkledger.system;

import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.infrastructure.LocalKafka;
import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.SideProgram;
import dev.trunkledger.infrastructure.TestInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The sides as the compose file deploys them, but as plain processes: its executables, its environment, with addresses
 * and secrets of this run. Database and topics are this deployment's own.
 */
public final class Deployment implements AutoCloseable {

    /** For what happens within milliseconds on a machine that has nothing else to do. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    public static final Path ROOT =
            Path.of(System.getProperty("trunkledger.root")).toAbsolutePath().normalize();

    static final String COMMAND_SIDE = "command-side";
    static final String QUERY_SIDE = "query-side";
    static final String CALL_PACING = "call-pacing";

    private final Identity identity = new Identity();
    private final String topicPrefix = "test-" + UUID.randomUUID() + ".";
    private final Backbone backbone;
    private final Path directory;
    private final SideSettings settings;
    private final ServiceProcess commandSide;
    private final ServiceProcess querySide;
    private final List<ServiceProcess> callPacing = new ArrayList<>();
    private final List<ServiceProcess> moreQuerySides = new ArrayList<>();
    private final boolean asContainers;

    private Deployment(
            Backbone backbone, int pacingInstances, Function<String, Map<String, String>> special, boolean asContainers)
            throws IOException {
        this.backbone = backbone;
        this.asContainers = asContainers;
        directory = Files.createTempDirectory(ROOT.resolve("system-tests/target"), "deployment-");
        settings = new SideSettings(backbone, topicPrefix, identity, directory, special);
        commandSide = service(COMMAND_SIDE);
        querySide = service(QUERY_SIDE);
        for (int instance = 1; instance <= pacingInstances; instance++) {
            String name = instance == 1 ? CALL_PACING : CALL_PACING + "-" + instance;
            callPacing.add(service(CALL_PACING, name));
        }
    }

    /**
     * All three sides, ready, for every test that asks nothing special of them: started by the first of these, gone
     * with the JVM. Each test has organisations of its own and leaves the sides as it found them.
     */
    public static Deployment shared() {
        Shared.DEPLOYMENT.sides().forEach(ServiceProcess::awaitReady);
        return Shared.DEPLOYMENT;
    }

    /** Command side and query side. */
    static Deployment start() {
        return start(Backbone.shared(), 0);
    }

    /** Command side and query side, with the memory that the compose file's containers have. */
    static Deployment startAsContainers(Map<String, String> settings) {
        Map<String, String> variables = new HashMap<>(settings);
        variables.putAll(ContainerMemory.VARIABLES);
        return start(Backbone.shared(), 0, side -> variables, true);
    }

    /** All three sides. */
    public static Deployment startWithPacing() {
        return startWithPacing(1);
    }

    /** All three sides, with so many instances of call pacing. */
    public static Deployment startWithPacing(int instances) {
        return start(Backbone.shared(), instances);
    }

    /** Command side and query side, with variables that not every deployment has. */
    static Deployment startWith(Map<String, String> settings) {
        return start(Backbone.shared(), 0, side -> settings);
    }

    public static Deployment start(Backbone backbone, int pacingInstances) {
        return start(backbone, pacingInstances, side -> Map.of());
    }

    /** @param settings variables that not every deployment has, by side */
    public static Deployment start(
            Backbone backbone, int pacingInstances, Function<String, Map<String, String>> settings) {
        return start(backbone, pacingInstances, settings, false);
    }

    private static Deployment start(
            Backbone backbone,
            int pacingInstances,
            Function<String, Map<String, String>> settings,
            boolean asContainers) {
        Deployment deployment;
        try {
            deployment = new Deployment(backbone, pacingInstances, settings, asContainers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            deployment.sides().forEach(ServiceProcess::awaitReady);
        } catch (RuntimeException e) {
            deployment.close();
            throw e;
        }
        return deployment;
    }

    public ApiClient caller(String organisation, String subject) {
        return new ApiClient(
                commandSide.baseUrl(),
                querySide.baseUrl(),
                callPacing.isEmpty() ? null : callPacing().baseUrl(),
                identity.token(organisation, subject, Identity.MANUAL_SCOPES));
    }

    public Identity identity() {
        return identity;
    }

    public ServiceProcess commandSide() {
        return commandSide;
    }

    public ServiceProcess querySide() {
        return querySide;
    }

    public ServiceProcess callPacing() {
        return callPacing.getFirst();
    }

    public List<ServiceProcess> callPacingInstances() {
        return List.copyOf(callPacing);
    }

    public List<ServiceProcess> sides() {
        return Stream.concat(Stream.of(commandSide, querySide), callPacing.stream())
                .toList();
    }

    /** The shared one. */
    LocalKafka kafka() {
        return TestInfrastructure.kafka();
    }

    LocalPostgres postgres() {
        return backbone.postgres();
    }

    /** One more, in a process of its own, that nobody has waited for; {@link #caller} does not ask it. */
    ServiceProcess startAnotherQuerySide(Map<String, String> variables) throws IOException {
        Map<String, String> environment = settings.of(QUERY_SIDE);
        environment.putAll(variables);
        String name = QUERY_SIDE + "-" + (moreQuerySides.size() + 2);
        ServiceProcess another = ServiceProcess.start(name, program(QUERY_SIDE), environment, directory);
        moreQuerySides.add(another);
        return another;
    }

    public DatabaseDump database() {
        return new DatabaseDump(
                backbone.database().jdbcUrl(),
                postgres().superuser(),
                postgres().superuserPassword());
    }

    public Path checkpointPublicKey() {
        return settings.checkpointPublicKey();
    }

    public Topics topicNames() {
        return Topics.withPrefix(topicPrefix);
    }

    public String bootstrapServers() {
        return backbone.bootstrapServers();
    }

    public TopicReader topics() {
        return new TopicReader(bootstrapServers(), topicPrefix);
    }

    public List<String> metrics() {
        return sides().stream()
                .map(side -> fetch(side.managementUrl() + "/actuator/prometheus"))
                .toList();
    }

    public List<String> logs() throws IOException {
        List<String> logs = new ArrayList<>();
        for (ServiceProcess side : sides()) {
            logs.add(Files.readString(side.log()));
        }
        return logs;
    }

    @Override
    public void close() {
        try (querySide) {
            commandSide.close();
        } finally {
            callPacing.forEach(ServiceProcess::close);
            moreQuerySides.forEach(ServiceProcess::close);
        }
    }

    private ServiceProcess service(String module) throws IOException {
        return service(module, module);
    }

    /** @param name of this one among several of the same module: its log is called so */
    private ServiceProcess service(String module, String name) throws IOException {
        Map<String, String> environment = settings.of(module);
        return asContainers
                ? ServiceProcess.start(name, program(module), environment, directory, ContainerMemory.options())
                : ServiceProcess.start(name, program(module), environment, directory);
    }

    private static SideProgram program(String module) throws IOException {
        return SideProgram.trained(ROOT.resolve(module));
    }

    private static String fetch(String url) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        static final Deployment DEPLOYMENT = start();

        private static Deployment start() {
            Deployment deployment = startWithPacing();
            // Their database and their Kafka go at the same time: an orderly end would wait for them.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> deployment.sides().forEach(ServiceProcess::kill)));
            return deployment;
        }
    }
}
