package dev.trunkledger.command.aggregate;

import static dev.trunkledger.command.CommandInstance.ORG;
import static dev.trunkledger.command.CommandInstance.claim;
import static dev.trunkledger.command.CommandInstance.settings;
import static dev.trunkledger.command.CommandInstance.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.command.CommandInstance;
import dev.trunkledger.command.LedgerDatabase;
import dev.trunkledger.command.domain.Credential;
import dev.trunkledger.command.domain.Rejection;
import dev.trunkledger.command.eventstore.CpsKeyMembers;
import dev.trunkledger.command.eventstore.IdempotencyKeyTakenException;
import dev.trunkledger.command.eventstore.IdempotentAnswers;
import dev.trunkledger.command.eventstore.RecordedEvents;
import dev.trunkledger.command.eventstore.StoredAnswer;
import dev.trunkledger.events.wire.SealedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two instances on one database, as callers of either see them. */
class CredentialCommandsIT {

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
    void whatOneInstanceRecordsTheOtherBuildsOn() {
        one.create(id, settings("a.example.com"));

        CommandOutcome outcome = two.replace(id, 1L, settings("b.example.com"));

        assertThat(version(outcome)).isEqualTo(2);
        assertThat(version(one.replace(id, 2L, settings("c.example.com")))).isEqualTo(3);
    }

    @Test
    void aChangeThatChangesNothingIsToldFromTheNewestStateOfAll() {
        one.create(id, settings("a.example.com"));
        two.replace(id, null, settings("b.example.com"));

        CommandOutcome outcome = one.replace(id, null, settings("b.example.com"));

        assertThat(outcome.changed()).isFalse();
        assertThat(version(outcome)).isEqualTo(2);
        assertThat(rows("ledger.event")).isEqualTo(2);
    }

    @Test
    void aChangeBackToWhatThisInstanceRecordedIsAChange() {
        one.create(id, settings("a.example.com"));
        two.replace(id, null, settings("b.example.com"));

        CommandOutcome outcome = one.replace(id, null, settings("a.example.com"));

        assertThat(outcome.changed()).isTrue();
        assertThat(version(outcome)).isEqualTo(3);
    }

    @Test
    void aVersionThatTheOtherInstanceWentPastIsRefused() {
        one.create(id, settings("a.example.com"));
        two.replace(id, 1L, settings("b.example.com"));

        assertRejected(() -> one.replace(id, 1L, settings("c.example.com")), new Rejection.VersionMismatch(2));
    }

    @Test
    void ofManyWritersWithOneVersionExactlyOneWins() throws Exception {
        one.create(id, settings("a.example.com"));
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            CommandInstance instance = i % 2 == 0 ? one : two;
            String server = "s" + i + ".example.com";
            writers.add(() -> wins(() -> instance.replace(id, 1L, settings(server))));
        }

        List<Boolean> won = atOnce(writers);

        assertThat(won).containsOnlyOnce(true);
        assertThat(rows("ledger.event")).isEqualTo(2);
    }

    @Test
    void withoutAVersionEveryWriterGetsItsTurn() throws Exception {
        one.create(id, settings("a.example.com"));
        List<Callable<Long>> writers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            CommandInstance instance = i % 2 == 0 ? one : two;
            String server = "s" + i + ".example.com";
            writers.add(() -> version(instance.replace(id, null, settings(server))));
        }

        List<Long> versions = atOnce(writers);

        assertThat(versions).doesNotHaveDuplicates().hasSize(20);
        assertThat(versions).allMatch(version -> version >= 2 && version <= 21);
    }

    @Test
    void ofTwoDeletionsAtOnceOneIsToldThatItIsGone() throws Exception {
        one.create(id, settings("a.example.com"));

        List<Boolean> deleted = atOnce(List.of(
                () -> wins(() -> one.delete(id)),
                () -> wins(() -> one.delete(id)),
                () -> wins(() -> two.delete(id)),
                () -> wins(() -> two.delete(id))));

        assertThat(deleted).containsOnlyOnce(true);
        assertRejected(() -> one.replace(id, null, settings("b.example.com")), new Rejection.Gone());
    }

    @Test
    void aDeletedCredentialDoesNotKeepItsLock() throws Exception {
        one.create(id, settings("a.example.com"));
        one.delete(id);

        List<Boolean> replaced = atOnce(List.of(
                () -> wins(() -> one.replace(id, null, settings("b.example.com"))),
                () -> wins(() -> one.replace(id, null, settings("c.example.com"))),
                () -> wins(() -> one.replace(id, null, settings("d.example.com")))));

        assertThat(replaced).containsOnly(false);
    }

    @Test
    void aCredentialThatIsBusyForTooLongIsToldToBe() throws Exception {
        one.create(id, settings("a.example.com"));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        try (ExecutorService busy = Executors.newSingleThreadExecutor()) {
            Future<?> holder = busy.submit(() -> {
                try (Lock _ = one.get(LockFactory.class).obtainLock(id.toString())) {
                    held.countDown();
                    told.await();
                }
                return null;
            });
            held.await();

            assertThatExceptionOfType(CommandUnavailableException.class)
                    .isThrownBy(() -> one.replace(id, null, settings("b.example.com")));
            told.countDown();
            holder.get();
        }
        assertThat(version(one.replace(id, null, settings("b.example.com")))).isEqualTo(2);
    }

    @Test
    void theSamePasswordEnteredAgainIsNoChange() {
        one.create(id, settings("a.example.com"), "hunter2", null);

        assertThat(two.replace(id, null, settings("a.example.com"), "hunter2").changed())
                .isFalse();
        assertThat(two.replace(id, null, settings("a.example.com"), "other").changed())
                .isTrue();
        assertThat(one.replace(id, null, settings("a.example.com"), "other").changed())
                .isFalse();
        assertThat(rows("vault.secret")).isEqualTo(2);
    }

    @Test
    void aSecretOfALostRaceIsNotKept() throws Exception {
        one.create(id, settings("a.example.com"), "first", null);
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            CommandInstance instance = i % 2 == 0 ? one : two;
            String password = "password-" + i;
            writers.add(() -> wins(() -> instance.replace(id, 1L, settings("a.example.com"), password)));
        }

        assertThat(atOnce(writers)).containsOnlyOnce(true);
        assertThat(rows("vault.secret")).isEqualTo(2);
    }

    @Test
    void oneIdempotencyKeyLeadsToOneEventWhateverTheInstance() throws Exception {
        one.create(id, settings("a.example.com"));
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            CommandInstance instance = i % 2 == 0 ? one : two;
            String server = "s" + i + ".example.com";
            writers.add(() -> {
                try {
                    return instance.replace(id, null, settings(server), claim("key of " + id))
                            .changed();
                } catch (IdempotencyKeyTakenException e) {
                    return false;
                }
            });
        }

        assertThat(atOnce(writers)).containsOnlyOnce(true);
        assertThat(rows("ledger.event")).isEqualTo(2);
        StoredAnswer answer =
                two.get(IdempotentAnswers.class).find(ORG, "key of " + id).orElseThrow();
        assertThat(answer.credentialId()).isEqualTo(id);
        assertThat(answer.version()).isEqualTo(2);
    }

    @Test
    void aCommandThatChangesNothingKeepsItsClaimToo() {
        one.create(id, settings("a.example.com"));

        one.replace(id, null, settings("a.example.com"), claim("no-op of " + id));

        assertThat(one.get(IdempotentAnswers.class).find(ORG, "no-op of " + id))
                .hasValueSatisfying(answer -> assertThat(answer.version()).isEqualTo(1));
        assertThatExceptionOfType(IdempotencyKeyTakenException.class)
                .isThrownBy(() -> two.replace(id, null, settings("b.example.com"), claim("no-op of " + id)));
    }

    @Test
    void aRefusedCommandKeepsNothing() {
        assertRejected(
                () -> one.replace(id, null, settings("a.example.com"), claim("refused " + id)),
                new Rejection.NotFound());

        assertThat(one.get(IdempotentAnswers.class).find(ORG, "refused " + id)).isEmpty();
    }

    @Test
    void membersOfOneCpsKeyAreComparedAcrossInstances() {
        String pool = "pool of " + id;
        UUID other = UUID.randomUUID();
        one.create(id, settings("a.example.com", 10, pool));
        CpsKeyMembers members = two.get(CpsKeyMembers.class);

        assertThat(members.conflicts(ORG, pool, other, 20)).isTrue();
        assertThat(members.conflicts(ORG, pool, other, 10)).isFalse();
        assertThat(members.conflicts(ORG, pool, other, null)).isFalse();
        assertThat(members.conflicts(ORG, pool, id, 20)).isFalse();
        assertThat(members.conflicts("other", pool, other, 20)).isFalse();

        two.replace(id, null, settings("a.example.com", 20, pool));
        assertThat(members.conflicts(ORG, pool, other, 20)).isFalse();

        one.delete(id);
        assertThat(members.conflicts(ORG, pool, other, 10)).isFalse();
    }

    @Test
    void theNewestEventAloneGivesTheSameStateAsAllOfThem() {
        one.create(id, settings("a.example.com"), "first", null);
        two.replace(id, null, settings("a.example.com", 5, "pool of " + id), "second");
        one.replace(id, null, settings("a.example.com", 6, null));
        two.delete(id);
        RecordedEvents events = one.get(RecordedEvents.class);

        Credential folded = Credential.absent();
        for (long version = 1; version <= 4; version++) {
            SealedEvent event = events.at(id, version).orElseThrow();
            folded = Credential.evolve(folded, event);
        }

        assertThat(Credential.evolve(Credential.absent(), events.newest(id).orElseThrow()))
                .isEqualTo(folded);
    }

    private int rows(String table) {
        return one.get(JdbcClient.class)
                .sql("select count(*) from " + table + " where credential_id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private static void assertRejected(Runnable command, Rejection expected) {
        assertThatExceptionOfType(RejectedCommand.class)
                .isThrownBy(command::run)
                .satisfies(refused -> assertThat(refused.rejection()).isEqualTo(expected));
    }

    private static boolean wins(Runnable command) {
        try {
            command.run();
            return true;
        } catch (RejectedCommand e) {
            return false;
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> task : tasks) {
                running.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(result.get());
            }
            return results;
        }
    }
}
