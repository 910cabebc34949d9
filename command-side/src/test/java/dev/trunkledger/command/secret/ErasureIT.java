package dev.trunkledger.command.secret;

import static dev.trunkledger.command.CommandInstance.settings;
import static dev.trunkledger.command.CommandInstance.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.command.CommandInstance;
import dev.trunkledger.command.LedgerDatabase;
import dev.trunkledger.command.aggregate.RejectedCommand;
import dev.trunkledger.command.domain.Rejection;
import dev.trunkledger.command.eventstore.DataKeyDestroyedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances, of which one destroys what the other remembers. */
class ErasureIT {

    private static final String PASSWORD = "correct horse battery";

    private static LedgerDatabase database;
    private static CommandInstance one;
    private static CommandInstance two;

    private final UUID id = UUID.randomUUID();

    @BeforeAll
    static void start() {
        database = new LedgerDatabase();
        one = database.startInstance();
        two = database.startInstance();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void keyAndCiphertextOfEveryVersionAreGone() throws SQLException {
        one.create(id, settings("a.example.com"), PASSWORD, null);
        two.replace(id, null, settings("a.example.com"), "second");
        one.delete(id);
        assertThat(rows("vault.data_key")).isEqualTo(1);
        assertThat(rows("vault.secret")).isEqualTo(2);

        two.erase(id);

        assertThat(rows("vault.data_key")).isZero();
        assertThat(rows("vault.secret")).isZero();
        assertThat(rows("ledger.event")).isEqualTo(4);
        assertThat(one.get(SecretVault.class).holds(id, 1)).isFalse();
        // This one remembers nothing, and was the one to destroy it.
        assertThat(two.get(SecretVault.class).fingerprint(id, 2)).isNull();
    }

    @Test
    void aSecretUnderADestroyedKeyIsNotStoredAndTheNextTryFindsTheKeyOfNow() throws SQLException {
        one.create(id, settings("a.example.com"), PASSWORD, null);
        // From here on the second instance remembers the key.
        two.replace(id, null, settings("a.example.com"), "second");
        one.delete(id);
        one.erase(id);
        one.restore(id, 1, true);

        assertThatExceptionOfType(DataKeyDestroyedException.class)
                .isThrownBy(() -> two.replace(id, null, settings("a.example.com"), "third"));
        assertThat(rows("vault.secret")).isZero();
        assertThat(rows("ledger.event")).isEqualTo(5);

        assertThat(version(two.replace(id, null, settings("a.example.com"), "third")))
                .isEqualTo(6);
        // Both read it under the same key.
        assertThat(one.replace(id, null, settings("a.example.com"), "third").changed())
                .isFalse();
        assertThat(two.replace(id, null, settings("a.example.com"), "third").changed())
                .isFalse();
    }

    @Test
    void whoSharesACommitWithASecretUnderADestroyedKeyIsStored() throws Exception {
        one.create(id, settings("a.example.com"), PASSWORD, null);
        two.replace(id, null, settings("a.example.com"), "second");
        one.delete(id);
        one.erase(id);
        one.restore(id, 1, true);
        List<UUID> others = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            UUID other = UUID.randomUUID();
            one.create(other, settings("a.example.com"));
            others.add(other);
        }

        CyclicBarrier start = new CyclicBarrier(others.size() + 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(others.size() + 1)) {
            Future<?> stale = threads.submit(() -> {
                start.await();
                return two.replace(id, null, settings("a.example.com"), "third");
            });
            List<Future<Long>> rest = others.stream()
                    .map(other -> threads.submit(() -> {
                        start.await();
                        return version(two.replace(other, null, settings("b.example.com")));
                    }))
                    .toList();

            for (Future<Long> version : rest) {
                assertThat(version.get()).isEqualTo(2);
            }
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(stale::get)
                    .withCauseInstanceOf(DataKeyDestroyedException.class);
        }
    }

    @Test
    void aRestorationKeepsTheKeyThatIsThere() throws SQLException {
        one.create(id, settings("a.example.com"), PASSWORD, null);
        String before = keyId();
        one.delete(id);

        two.restore(id, 1, false);

        assertThat(keyId()).isEqualTo(before);
        assertThat(one.replace(id, null, settings("a.example.com"), PASSWORD).changed())
                .isFalse();
    }

    @Test
    void whatOneInstanceErasedTheOtherDoesNotRestore() {
        one.create(id, settings("a.example.com"), PASSWORD, null);
        two.replace(id, null, settings("a.example.com"), PASSWORD);
        one.delete(id);
        one.erase(id);

        assertThatExceptionOfType(RejectedCommand.class)
                .isThrownBy(() -> two.restore(id, 1, false))
                .satisfies(refused -> assertThat(refused.rejection()).isEqualTo(new Rejection.SecretDestroyed()));
    }

    @Test
    void ofARestorationAndAnErasureAtOnceTheFirstIsTheOneThatCounts() throws Exception {
        for (int round = 0; round < 20; round++) {
            UUID contested = UUID.randomUUID();
            one.create(contested, settings("a.example.com"), PASSWORD, null);
            one.delete(contested);
            CyclicBarrier start = new CyclicBarrier(2);
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                Future<Boolean> restored = threads.submit(() -> {
                    start.await();
                    return succeeds(() -> one.restore(contested, 1, false));
                });
                Future<Boolean> erased = threads.submit(() -> {
                    start.await();
                    return succeeds(() -> two.erase(contested));
                });
                assertThat(restored.get()).isNotEqualTo(erased.get());
                assertThat(one.get(SecretVault.class).holds(contested, 1)).isEqualTo(restored.get());
            }
        }
    }

    private static boolean succeeds(Runnable command) {
        try {
            command.run();
            return true;
        } catch (RejectedCommand e) {
            return false;
        }
    }

    private String keyId() throws SQLException {
        try (var superuser = database.connectAsSuperuser();
                var statement = superuser.createStatement();
                var row = statement.executeQuery(
                        "select key_id from vault.data_key where credential_id = '" + id + "'")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private long rows(String table) throws SQLException {
        return database.count("select count(*) from " + table + " where credential_id = '" + id + "'");
    }
}
