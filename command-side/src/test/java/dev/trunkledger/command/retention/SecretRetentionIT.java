package dev.trunkledger.command.retention;

import static dev.trunkledger.command.CommandInstance.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.CommandInstance;
import dev.trunkledger.command.LedgerDatabase;
import dev.trunkledger.command.aggregate.CredentialCommands;
import dev.trunkledger.command.eventstore.DeletedCredentials;
import dev.trunkledger.command.eventstore.RecordedEvents;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.SecretsErased;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretRetentionIT {

    private static final Duration MONTH = Duration.ofDays(30);

    private LedgerDatabase database;
    private CommandInstance one;
    private CommandInstance two;

    @BeforeEach
    void start() {
        database = new LedgerDatabase();
        one = database.startInstance();
        two = database.startInstance();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void erasesExactlyWhatIsDue() throws SQLException {
        UUID inUse = created();
        UUID due = deleted();
        UUID dueOfTheProvider = one.createOfProvider(UUID.randomUUID(), settings("a.example.com"), "hunter2");
        one.deleteAsProvider(dueOfTheProvider);
        UUID restored = deleted();
        one.restore(restored, 1, false);
        UUID erased = deleted();
        one.erase(erased);
        Instant boundary = newest(dueOfTheProvider).envelope().occurredTime();
        UUID later = deletedAfter(boundary);

        int count = retention(one, MONTH, boundary.plus(MONTH)).eraseWhatIsDue();

        assertThat(count).isEqualTo(2);
        assertThat(newest(due)).isInstanceOf(SecretsErased.class);
        assertThat(newest(dueOfTheProvider)).isInstanceOf(SecretsErased.class);
        assertThat(secrets(due)).isZero();
        assertThat(secrets(dueOfTheProvider)).isZero();
        assertThat(newest(later)).isInstanceOf(CredentialDeleted.class);
        for (UUID kept : List.of(inUse, restored, later)) {
            assertThat(secrets(kept)).isEqualTo(1);
        }
        assertThat(newest(erased).version()).isEqualTo(3);
        assertThat(retention(two, MONTH, boundary.plus(MONTH)).eraseWhatIsDue()).isZero();
    }

    @Test
    void countsFromTheNewestDeletion() {
        UUID id = deleted();
        Instant first = newest(id).envelope().occurredTime();
        one.restore(id, 1, false);
        one.delete(id);
        while (!newest(id).envelope().occurredTime().isAfter(first)) {
            one.restore(id, 1, false);
            one.delete(id);
        }

        assertThat(retention(one, MONTH, first.plus(MONTH)).eraseWhatIsDue()).isZero();
        assertThat(retention(one, MONTH, newest(id).envelope().occurredTime().plus(MONTH))
                        .eraseWhatIsDue())
                .isEqualTo(1);
    }

    @Test
    void erasesNothingUnlessItIsToldTo() throws SQLException {
        UUID id = deleted();

        assertThat(retention(one, null, Instant.now().plus(Duration.ofDays(10_000)))
                        .eraseWhatIsDue())
                .isZero();
        assertThat(secrets(id)).isEqualTo(1);
    }

    @Test
    void standsInTheHistoryUnderItsOwnName() {
        UUID id = deleted();

        retention(one, MONTH, Instant.now().plus(Duration.ofDays(31))).eraseWhatIsDue();

        assertThat(newest(id).envelope().actor().sub()).isEqualTo("trunkledger:retention");
        assertThat(newest(id).envelope().actor().clientId()).isNull();
        assertThat(newest(id).envelope().actor().requestId()).startsWith("retention-");
        assertThat(newest(id).envelope().actor().reason()).isEqualTo("Deleted for 30 days or longer");
    }

    @Test
    void twoInstancesAtItTogetherEraseEachOnce() throws Exception {
        List<UUID> due = new ArrayList<>();
        // More than one page.
        for (int i = 0; i < 230; i++) {
            due.add(deleted());
        }
        Instant now = Instant.now().plus(Duration.ofDays(31));
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> runs = List.of(one, two).stream()
                    .map(instance -> threads.submit(() -> {
                        start.await();
                        return retention(instance, MONTH, now).eraseWhatIsDue();
                    }))
                    .toList();
            assertThat(runs.get(0).get() + runs.get(1).get()).isEqualTo(230);
        }
        assertThat(database.count("select count(*) from ledger.event where type = 'SecretsErased.v1'"))
                .isEqualTo(230);
        assertThat(database.count("select count(*) from vault.data_key")).isZero();
        assertThat(database.count("select count(*) from ledger.deleted_credential"))
                .isZero();
    }

    private static SecretRetention retention(CommandInstance instance, @Nullable Duration kept, Instant now) {
        return new SecretRetention(
                new RetentionSettings(kept),
                instance.get(DeletedCredentials.class),
                instance.get(CredentialCommands.class),
                InstantSource.fixed(now));
    }

    private UUID created() {
        UUID id = UUID.randomUUID();
        one.create(id, settings("a.example.com"), "hunter2", null);
        return id;
    }

    private UUID deleted() {
        UUID id = created();
        one.delete(id);
        return id;
    }

    /** The clock may stand still for a microsecond. */
    private UUID deletedAfter(Instant time) {
        UUID id = deleted();
        while (!newest(id).envelope().occurredTime().isAfter(time)) {
            id = deleted();
        }
        return id;
    }

    private CredentialEvent newest(UUID id) {
        return one.get(RecordedEvents.class).newest(id).orElseThrow().event();
    }

    private long secrets(UUID id) throws SQLException {
        return database.count("select count(*) from vault.secret where credential_id = '" + id + "'");
    }
}
