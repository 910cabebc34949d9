package dev.trunkledger.command.secret;

import static dev.trunkledger.command.CommandInstance.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.command.CommandInstance;
import dev.trunkledger.command.LedgerDatabase;
import dev.trunkledger.events.TrunkSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class KeyRotationIT {

    private static final String PASSWORD = "correct horse battery";
    private static final TrunkSettings SETTINGS = settings("a.example.com");
    private static final int WITH_SECRET = 10;
    private static final int MANY = 650;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String RARELY = "--TRUNKLEDGER_KEY_ROTATION_INTERVAL=1h";
    private static final String OFTEN = "--TRUNKLEDGER_KEY_ROTATION_INTERVAL=100ms";

    @TempDir
    private Path directory;

    private final LedgerDatabase database = new LedgerDatabase();
    private final TransitStub vault = new TransitStub();
    private final UUID id = UUID.randomUUID();
    private KeyEncryptionKey former;
    private Path nextFile;
    private KeyEncryptionKey next;

    @BeforeEach
    void writeKey() throws IOException {
        former = LocalKeyEncryptionKey.ofFile(database.kekFile());
        nextFile = Files.writeString(
                directory.resolve("kek-2"), Base64.getEncoder().encodeToString(AesGcm.random(32)));
        Files.setPosixFilePermissions(nextFile, PosixFilePermissions.fromString("rw-------"));
        next = LocalKeyEncryptionKey.ofFile(nextFile);
    }

    @AfterEach
    void close() {
        database.close();
        vault.close();
    }

    @Test
    void aRotationThatIsCutOffGoesOnWhereItWasWhileWritersWorkWithBothKeys() throws SQLException {
        CommandInstance writer = startBeforeTheExchange();
        CommandInstance other = startBeforeTheExchange();
        writer.create(id, SETTINGS, PASSWORD, null);
        byte[] request = fingerprint(writer);
        List<UUID> credentials = addCredentials(writer);
        KeyRotation rotation = rotation(writer);
        AtomicInteger asked = new AtomicInteger();

        rotation.pass(() -> asked.incrementAndGet() < 300);

        assertThat(wrappedBy(next)).isBetween(1L, (long) MANY);
        assertThat(wrappedBy(former)).isBetween(1L, (long) MANY);
        UUID created = UUID.randomUUID();
        writer.create(created, SETTINGS, PASSWORD, null);
        assertUnchanged(other, id);
        assertUnchanged(other, created);
        credentials.forEach(credential -> assertUnchanged(other, credential));

        rotation.pass(() -> true);

        assertThat(wrappedBy(former)).isZero();
        CommandInstance later = startWithNextAlone();
        assertUnchanged(later, id);
        assertUnchanged(later, created);
        assertThat(fingerprint(later)).isEqualTo(request);
        assertThat(fingerprint(writer)).isEqualTo(request);
    }

    @Test
    void aLostConnectionCostsNothingThatWasDone() throws SQLException {
        CommandInstance writer = startBeforeTheExchange();
        addCredentials(writer);
        KeyRotation rotation = rotation(writer);
        AtomicInteger asked = new AtomicInteger();

        try {
            rotation.pass(() -> {
                if (asked.incrementAndGet() == 250) {
                    cutConnections();
                }
                return asked.get() < 400;
            });
        } catch (DataAccessException _) {
            // Whether the cut hits a statement is chance.
        }
        long done = wrappedBy(next);
        assertThat(done).isPositive();

        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .untilAsserted(() -> {
                    rotation.pass(() -> true);
                    assertThat(wrappedBy(former)).isZero();
                });
        assertThat(wrappedBy(next)).isGreaterThan(done);
    }

    @Test
    void twoInstancesWorkSideBySideAndTheOldKeyIsNotNeededAfterwards() {
        CommandInstance before = database.startInstance(RARELY);
        before.create(id, SETTINGS, PASSWORD, null);
        byte[] request = fingerprint(before);
        List<UUID> credentials = addCredentials(before);
        String[] rotating = {
            OFTEN, "--TRUNKLEDGER_KEK_FILE=" + nextFile, "--TRUNKLEDGER_KEK_PREVIOUS_FILES=" + database.kekFile()
        };

        CommandInstance one = database.startInstance(rotating);
        CommandInstance two = database.startInstance(rotating);
        UUID created = UUID.randomUUID();
        one.create(created, SETTINGS, PASSWORD, null);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(wrappedBy(former)).isZero();
            assertThat(gauge(one, "previous")).isZero();
            assertThat(gauge(two, "current")).isEqualTo(wrappedBy(next));
        });
        assertThat(health(one).getStatus()).isEqualTo(Status.UP);
        assertThat(health(one).getDetails()).containsEntry("current", next.id()).containsEntry("wrappedByPrevious", 0L);
        assertUnchanged(two, created);
        CommandInstance after = startWithNextAlone();
        assertUnchanged(after, id);
        credentials.forEach(credential -> assertUnchanged(after, credential));
        assertThat(fingerprint(after)).isEqualTo(request);
    }

    @Test
    void movesFromAFileToVaultThroughAnOutageAndARestart() throws SQLException {
        CommandInstance before = database.startInstance(RARELY);
        before.create(id, SETTINGS, PASSWORD, null);
        byte[] request = fingerprint(before);
        addCredentials(before);
        String[] moving = vault.settings(
                directory, OFTEN, "--TRUNKLEDGER_KEK_FILE=", "--TRUNKLEDGER_KEK_PREVIOUS_FILES=" + database.kekFile());

        vault.sealAfter(200);
        CommandInstance interrupted = database.startInstance(moving);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health(interrupted).getDetails().get("rotation"))
                        .asString()
                        .contains("sealed"));
        assertThat(health(interrupted).getStatus()).isEqualTo(Status.DOWN);
        assertThat(wrappedBy("vault:transit/trunkledger:v1")).isBetween(1L, 200L);
        assertUnchanged(interrupted, credentialUnder(former));
        interrupted.close();

        vault.unseal();
        CommandInstance resumed = database.startInstance(moving);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(wrappedBy(former)).isZero());
        assertUnchanged(resumed, id);

        CommandInstance after = database.startInstance(vault.settings(directory, RARELY, "--TRUNKLEDGER_KEK_FILE="));
        assertUnchanged(after, id);
        assertThat(fingerprint(after)).isEqualTo(request);
    }

    @Test
    void followsAKeyThatIsRotatedInsideVault() {
        CommandInstance instance = database.startInstance(vault.settings(directory, OFTEN, "--TRUNKLEDGER_KEK_FILE="));
        instance.create(id, SETTINGS, PASSWORD, null);
        assertThat(wrappedBy("vault:transit/trunkledger:v1")).isEqualTo(1);

        vault.rotate();

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(wrappedBy("vault:transit/trunkledger:v2")).isEqualTo(1));
        vault.disallowVersionsBefore(2);
        assertUnchanged(database.startInstance(vault.settings(directory, RARELY, "--TRUNKLEDGER_KEK_FILE=")), id);
    }

    @Test
    void aKeyThatIsMissingIsNamedAndNothingElseSuffers() {
        database.startInstance(RARELY).create(id, SETTINGS, PASSWORD, null);

        CommandInstance instance = startWithNextAlone();
        instance.create(UUID.randomUUID(), SETTINGS, PASSWORD, null);

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> instance.replace(id, null, SETTINGS, PASSWORD))
                .withMessageContaining("The key-encryption key " + former.id() + " is missing");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health(instance).getDetails().get("rotation"))
                        .asString()
                        .contains(former.id()));
        assertThat(wrappedBy(former)).isEqualTo(1);
    }

    @Test
    void aDamagedKeyIsPassedOverAndReported() {
        CommandInstance instance = startBeforeTheExchange();
        addCredentials(instance);
        jdbc(instance)
                .sql("update vault.data_key set wrapped = wrapped || '\\x00' where credential_id = ?")
                .param(credentialUnder(former))
                .update();

        assertThatExceptionOfType(KeyUnavailableException.class)
                .isThrownBy(() -> rotation(instance).pass(() -> true))
                .withMessage("1 keys that " + former.id() + " is said to have wrapped cannot be unwrapped");
        assertThat(wrappedBy(former)).isEqualTo(1);
    }

    /** Rows as creations leave them; each has a password, the same for all. */
    private List<UUID> addCredentials(CommandInstance instance) {
        List<UUID> withSecret = new ArrayList<>();
        for (int i = 0; i < WITH_SECRET; i++) {
            UUID credential = UUID.randomUUID();
            instance.create(credential, SETTINGS, PASSWORD, null);
            withSecret.add(credential);
        }
        for (int i = WITH_SECRET; i < MANY; i++) {
            KeyEncryptionKey.Wrapped key = former.wrap(AesGcm.random(32));
            jdbc(instance)
                    .sql("insert into vault.data_key (credential_id, key_id, org_id, kek_id, wrapped)"
                            + " values (?, gen_random_uuid(), ?, ?, ?)")
                    .params(UUID.randomUUID(), "other", key.keyId(), key.bytes())
                    .update();
        }
        return withSecret;
    }

    /** As an instance has it to which the new key was given. */
    private KeyRotation rotation(CommandInstance instance) {
        return new KeyRotation(
                WrappedKeyTable.all(jdbc(instance)),
                new KeyRing(next, List.of(former)),
                new RotationProgress(new SimpleMeterRegistry()));
    }

    /** One that reads both keys and has had its look at what there is, which is nothing yet. */
    private CommandInstance startBeforeTheExchange() {
        CommandInstance instance = database.startInstance(RARELY, "--TRUNKLEDGER_KEK_PREVIOUS_FILES=" + nextFile);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gauge(instance, "current")).isNotNaN());
        return instance;
    }

    private CommandInstance startWithNextAlone() {
        return database.startInstance(RARELY, "--TRUNKLEDGER_KEK_FILE=" + nextFile);
    }

    private UUID credentialUnder(KeyEncryptionKey key) {
        return jdbc(database.startInstance(RARELY))
                .sql("select k.credential_id from vault.data_key k join vault.secret using (credential_id)"
                        + " where k.kek_id = ? limit 1")
                .param(key.id())
                .query(UUID.class)
                .single();
    }

    private static void assertUnchanged(CommandInstance instance, UUID credential) {
        assertThat(instance.replace(credential, null, SETTINGS, PASSWORD).changed())
                .isFalse();
    }

    private static byte[] fingerprint(CommandInstance instance) {
        return instance.get(RequestFingerprint.class).of("{}".getBytes(StandardCharsets.UTF_8));
    }

    private static Health health(CommandInstance instance) {
        return instance.get(KeyHealth.class).health();
    }

    private static double gauge(CommandInstance instance, String role) {
        return instance.get(MeterRegistry.class)
                .get("trunkledger.keys.wrapped")
                .tag("key", role)
                .gauge()
                .value();
    }

    private long wrappedBy(KeyEncryptionKey key) {
        return wrappedBy(key.id());
    }

    private long wrappedBy(String kekId) {
        try {
            return database.count("select (select count(*) from vault.data_key where kek_id = '" + kekId + "')"
                    + " + (select count(*) from vault.service_key where kek_id = '" + kekId + "')");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void cutConnections() {
        try {
            database.refuseConnections();
            database.acceptConnections();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static JdbcClient jdbc(CommandInstance instance) {
        return instance.get(JdbcClient.class);
    }
}
