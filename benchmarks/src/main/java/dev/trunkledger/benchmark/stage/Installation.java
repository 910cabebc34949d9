package dev.trunkledger.benchmark.stage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.trunkledger.events.testing.TopicPublisher;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.infrastructure.DatabaseRole;
import dev.trunkledger.infrastructure.LocalPostgres;
import dev.trunkledger.infrastructure.SideProgram;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** All that the sides need: a PostgreSQL and a Kafka of this JVM, a database, topics, keys and an issuer of tokens. */
public final class Installation {

    public static final String ORGANISATION = "benchmark";
    /** Benchmarks run in their module's directory. */
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final TrunkledgerDatabase database = TestDatabase.create();
    private final String topicPrefix = "benchmark-" + UUID.randomUUID() + ".";
    private final Path directory = Files.createTempDirectory(Path.of("target"), "installation-");
    private final String token;

    public Installation() throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(this::forget));
        Issuer issuer = new Issuer();
        issuer.writeKeys(directory.resolve("jwks.json"));
        token = issuer.token(ORGANISATION);
    }

    public String token() {
        return token;
    }

    public Topics topics() {
        return Topics.withPrefix(topicPrefix);
    }

    public String bootstrapServers() {
        return TestInfrastructure.kafka().bootstrapServers();
    }

    public TopicPublisher publisher() {
        return new TopicPublisher(bootstrapServers(), topics());
    }

    public LocalPostgres postgres() {
        return TestInfrastructure.postgres();
    }

    /** The JDBC URL tells host, port and name. */
    public String databaseUrl() {
        return database.jdbcUrl();
    }

    /** Another database with the same roles, for a side that is to have one of its own: {@code TRUNKLEDGER_DB_URL}. */
    public String anotherDatabaseUrl() {
        return TestDatabase.create().jdbcUrl();
    }

    /** Connections of one who may do everything. */
    public HikariDataSource superuser(int connections) {
        return superuser(database.jdbcUrl(), connections);
    }

    public HikariDataSource superuser(String databaseUrl, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(databaseUrl);
        config.setUsername(postgres().superuser());
        config.setPassword(postgres().superuserPassword());
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    public Side startCommandSide(String... options) throws IOException {
        Map<String, String> settings = settings(database.command(), database.commandOwner());
        settings.put("TRUNKLEDGER_KEK_FILE", keyEncryptionKey().toString());
        settings.put("TRUNKLEDGER_KAFKA_REPLICATION_FACTOR", "1");
        return start("command-side", settings, options);
    }

    public Side startQuerySide(String... options) throws IOException {
        return startQuerySide(Map.of(), options);
    }

    /** @param special settings that replace or join the usual ones */
    public Side startQuerySide(Map<String, String> special, String... options) throws IOException {
        Map<String, String> settings = settings(database.query(), database.queryOwner());
        settings.put("TRUNKLEDGER_CURSOR_KEY", randomKey());
        settings.putAll(special);
        return start("query-side", settings, options);
    }

    /** What many would write instead; it has tables of its own in the same database. */
    public Side startBaseline(String... options) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("BASELINE_DB_URL", database.jdbcUrl());
        settings.put("BASELINE_DB_USER", postgres().superuser());
        settings.put("BASELINE_DB_PASSWORD", postgres().superuserPassword());
        return start("baseline", SideProgram.packaged(ROOT.resolve("benchmarks/baseline")), settings, options);
    }

    public Side startCallPacing(String... options) throws IOException {
        return start("call-pacing", pacingSettings(), options);
    }

    public Map<String, String> pacingSettings() {
        return settings(database.pacing(), database.pacingOwner());
    }

    private Side start(String module, Map<String, String> settings, String... options) throws IOException {
        return start(module, SideProgram.trained(ROOT.resolve(module)), settings, options);
    }

    private Side start(String name, SideProgram program, Map<String, String> settings, String... options)
            throws IOException {
        Path log = Files.createTempFile(directory, name + "-", ".log");
        List<String> all = new ArrayList<>(List.of(options));
        Profiling.optionFor(name).ifPresent(all::add);
        return new Side(name, program, all, settings, log);
    }

    private Map<String, String> settings(DatabaseRole user, DatabaseRole owner) {
        Map<String, String> settings = new HashMap<>();
        settings.put("TRUNKLEDGER_DB_URL", database.jdbcUrl());
        settings.put("TRUNKLEDGER_DB_PASSWORD", user.password());
        settings.put("TRUNKLEDGER_DB_OWNER_PASSWORD", owner.password());
        settings.put("TRUNKLEDGER_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        settings.put("TRUNKLEDGER_KAFKA_TOPIC_PREFIX", topicPrefix);
        settings.put("TRUNKLEDGER_ISSUER", Issuer.NAME);
        settings.put(
                "TRUNKLEDGER_JWK_SET_URI",
                directory.resolve("jwks.json").toUri().toString());
        return settings;
    }

    private Path keyEncryptionKey() throws IOException {
        Path file = directory.resolve("key-encryption-key");
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, randomKey());
        }
        return file;
    }

    /** Keys and logs. */
    private void forget() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            // The process ends: nobody is left to be told.
        }
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
