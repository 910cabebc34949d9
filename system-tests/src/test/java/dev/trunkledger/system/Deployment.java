package dev.trunkledger.system;

import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.infrastructure.LocalKafka;
import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.LoopbackPort;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
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
    private static final String CALL_PACING = "call-pacing";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Identity identity = new Identity();
    private final String topicPrefix = "test-" + UUID.randomUUID() + ".";
    private final Backbone backbone;
    private final TrunkledgerDatabase database;
    private final Function<String, Map<String, String>> settings;
    private final Path directory;
    private final ServiceProcess commandSide;
    private final ServiceProcess querySide;
    private final List<ServiceProcess> callPacing = new ArrayList<>();
    private final List<ServiceProcess> moreQuerySides = new ArrayList<>();
    private final String cursorKey = randomKey();
    private final boolean asContainers;

    private Deployment(
            Backbone backbone,
            int pacingInstances,
            Function<String, Map<String, String>> settings,
            boolean asContainers)
            throws IOException {
        this.backbone = backbone;
        this.asContainers = asContainers;
        this.settings = settings;
        this.database = backbone.database();
        directory = Files.createTempDirectory(ROOT.resolve("system-tests/target"), "deployment-");
        commandSide = service("command-side", commandEnvironment());
        querySide = service("query-side", queryEnvironment());
        for (int instance = 1; instance <= pacingInstances; instance++) {
            String name = instance == 1 ? CALL_PACING : CALL_PACING + "-" + instance;
            callPacing.add(service(CALL_PACING, name, pacingEnvironment()));
        }
    }

    /** Command side and query side, which is all that most tests ask. */
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
        Map<String, String> environment = environment("query-side", queryEnvironment());
        environment.putAll(variables);
        String name = "query-side-" + (moreQuerySides.size() + 2);
        ServiceProcess another = ServiceProcess.start(name, executable("query-side"), environment, directory);
        moreQuerySides.add(another);
        return another;
    }

    public DatabaseDump database() {
        return new DatabaseDump(
                database.jdbcUrl(), postgres().superuser(), postgres().superuserPassword());
    }

    public Path checkpointPublicKey() {
        return directory.resolve("checkpoint-key-public.pem");
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

    private ServiceProcess service(String module, Map<String, String> values) throws IOException {
        return service(module, module, values);
    }

    /** @param name of this one among several of the same module: its log is called so */
    private ServiceProcess service(String module, String name, Map<String, String> values) throws IOException {
        Map<String, String> environment = environment(module, values);
        return asContainers
                ? ServiceProcess.start(name, executable(module), environment, directory, ContainerMemory.options())
                : ServiceProcess.start(name, executable(module), environment, directory);
    }

    private Map<String, String> environment(String module, Map<String, String> values) {
        Map<String, String> environment = ComposeEnvironment.of(ROOT.resolve("docker-compose.yml"), module, values);
        environment.putAll(settings.apply(module));
        environment.put("TRUNKLEDGER_BIND_ADDRESS", "127.0.0.1");
        environment.put("TRUNKLEDGER_PORT", String.valueOf(LoopbackPort.free()));
        environment.put("TRUNKLEDGER_MANAGEMENT_PORT", String.valueOf(LoopbackPort.free()));
        return environment;
    }

    private Map<String, String> commandEnvironment() throws IOException {
        Map<String, String> values = commonEnvironment("command-side");
        values.put("TRUNKLEDGER_DB_PASSWORD", database.command().password());
        values.put("TRUNKLEDGER_DB_OWNER_PASSWORD", database.commandOwner().password());
        values.put("TRUNKLEDGER_KEK_FILE", writeKeyEncryptionKey().toString());
        values.put("TRUNKLEDGER_CHECKPOINT_KEY_FILE", writeCheckpointKeys().toString());
        return values;
    }

    private Map<String, String> queryEnvironment() {
        Map<String, String> values = commonEnvironment("query-side");
        values.put("TRUNKLEDGER_DB_PASSWORD", database.query().password());
        values.put("TRUNKLEDGER_DB_OWNER_PASSWORD", database.queryOwner().password());
        values.put("TRUNKLEDGER_CURSOR_KEY", cursorKey);
        return values;
    }

    private Map<String, String> pacingEnvironment() {
        Map<String, String> values = commonEnvironment(CALL_PACING);
        values.put("TRUNKLEDGER_DB_PASSWORD", database.pacing().password());
        values.put("TRUNKLEDGER_DB_OWNER_PASSWORD", database.pacingOwner().password());
        return values;
    }

    private Map<String, String> commonEnvironment(String side) {
        Map<String, String> values = new HashMap<>();
        values.put("TRUNKLEDGER_DB_URL", backbone.databaseUrl(side));
        values.put("TRUNKLEDGER_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        values.put("TRUNKLEDGER_KAFKA_TOPIC_PREFIX", topicPrefix);
        values.put("TRUNKLEDGER_ISSUER", Identity.ISSUER);
        values.put(
                "TRUNKLEDGER_JWK_SET_URI",
                identity.writeJwkSet(directory).toUri().toString());
        return values;
    }

    /** The public half lies where {@link #checkpointPublicKey} says. */
    private Path writeCheckpointKeys() throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.writeString(checkpointPublicKey(), pem(pair.getPublic(), "PUBLIC KEY"));
            return Files.writeString(closedFile("checkpoint-key.pem"), pem(pair.getPrivate(), "PRIVATE KEY"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Key key, String label) {
        return """
                -----BEGIN %1$s-----
                %2$s
                -----END %1$s-----
                """.formatted(label, Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }

    private Path writeKeyEncryptionKey() throws IOException {
        return Files.writeString(closedFile("key-encryption-key"), randomKey());
    }

    private Path closedFile(String name) throws IOException {
        return Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    public static Path executable(String module) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(module).resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(module + " has no executable jar; run package first"));
        }
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
}
