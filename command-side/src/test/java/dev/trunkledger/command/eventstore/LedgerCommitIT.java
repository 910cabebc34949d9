package dev.trunkledger.command.eventstore;

import static dev.trunkledger.command.CommandInstance.ORG;
import static dev.trunkledger.command.CommandInstance.claim;
import static dev.trunkledger.command.eventstore.EventFixtures.created;
import static dev.trunkledger.command.eventstore.EventFixtures.replaced;
import static dev.trunkledger.command.eventstore.EventFixtures.withSecret;
import static dev.trunkledger.command.eventstore.EventFixtures.withServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.command.CommandInstance;
import dev.trunkledger.command.LedgerDatabase;
import dev.trunkledger.command.secret.EnteredSecret;
import dev.trunkledger.command.secret.NewCredentialKey;
import dev.trunkledger.command.secret.PlainSecret;
import dev.trunkledger.command.secret.SecretVault;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.wire.EventJson;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LedgerCommitIT {

    private static LedgerDatabase database;
    private static CommandInstance instance;
    private static LedgerCommit ledger;

    private final UUID id = UUID.randomUUID();

    @BeforeAll
    static void start() {
        database = new LedgerDatabase();
        instance = database.startInstance();
        ledger = new LedgerCommit(instance.get(DataSource.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void whoLostARaceDoesNotDisturbTheOthers() throws SQLException {
        ledger.commit(List.of(creation(id, null)));
        LedgerEntry winner = replacement(id, 2, null);
        LedgerEntry loser = replacement(id, 1, null);
        LedgerEntry other = creation(UUID.randomUUID(), null);

        LedgerCommit.Outcome outcome = ledger.commit(List.of(loser, winner, other));

        assertThat(outcome.lostRace()).containsExactly(loser);
        assertThat(outcome.keyTaken()).isEmpty();
        assertThat(outcome.events()).isEqualTo(2);
        assertThat(rows("ledger.event", id)).isEqualTo(2);
        assertThat(rows("ledger.event", other.credentialId())).isEqualTo(1);
    }

    @Test
    void ofTwoForOneVersionInOneBatchTheFirstIsStored() throws SQLException {
        ledger.commit(List.of(creation(id, null)));
        LedgerEntry first = replacement(id, 2, null);
        LedgerEntry second = replacement(id, 2, null);

        assertThat(ledger.commit(List.of(first, second)).lostRace()).containsExactly(second);
    }

    @Test
    void vaultRowsOfALostRaceAreNotStored() throws SQLException {
        ledger.commit(List.of(creationWithSecret(id)));
        LedgerEntry lost = creationWithSecret(id);

        assertThat(ledger.commit(List.of(lost)).lostRace()).containsExactly(lost);

        assertThat(rows("vault.data_key", id)).isEqualTo(1);
        assertThat(rows("vault.secret", id)).isEqualTo(1);
    }

    @Test
    void aKeyThatIsTakenDropsTheEventWithAllThatBelongsToIt() throws SQLException {
        ledger.commit(List.of(creation(id, claim("taken " + id))));
        LedgerEntry late = creation(UUID.randomUUID(), claim("taken " + id));

        LedgerCommit.Outcome outcome = ledger.commit(List.of(late));

        assertThat(outcome.keyTaken()).containsExactly(late);
        assertThat(outcome.events()).isZero();
        assertThat(rows("ledger.event", late.credentialId())).isZero();
        assertThat(rows("vault.data_key", late.credentialId())).isZero();
    }

    @Test
    void whoLosesTheRaceGivesItsKeyBack() throws SQLException {
        ledger.commit(List.of(creation(id, null)));

        ledger.commit(List.of(replacement(id, 1, claim("free again " + id))));

        assertThat(instance.get(IdempotentAnswers.class).find(ORG, "free again " + id))
                .isEmpty();
    }

    @Test
    void ofTwoForOneKeyInOneBatchTheFirstIsStored() throws SQLException {
        LedgerEntry first = creation(UUID.randomUUID(), claim("one " + id));
        LedgerEntry second = creation(UUID.randomUUID(), claim("one " + id));

        LedgerCommit.Outcome outcome = ledger.commit(List.of(first, second));

        assertThat(outcome.keyTaken()).hasSize(1);
        assertThat(outcome.events()).isEqualTo(1);
    }

    @Test
    void anExpiredKeyIsFreeAgain() throws SQLException {
        ledger.commit(List.of(creation(id, claim("old " + id))));
        expire("old " + id);
        assertThat(instance.get(IdempotentAnswers.class).find(ORG, "old " + id)).isEmpty();

        LedgerEntry next = replacement(id, 2, claim("old " + id));
        assertThat(ledger.commit(List.of(next)).keyTaken()).isEmpty();

        assertThat(instance.get(IdempotentAnswers.class).find(ORG, "old " + id))
                .hasValueSatisfying(answer -> assertThat(answer.version()).isEqualTo(2));
    }

    @Test
    void expiredKeysArePurgedAndTheOthersStay() throws SQLException {
        ledger.commit(List.of(creation(id, claim("over " + id))));
        ledger.commit(List.of(replacement(id, 2, claim("alive " + id))));
        expire("over " + id);

        instance.get(ExpiredAnswers.class).purge();

        assertThat(storedKeys("over " + id)).isZero();
        assertThat(storedKeys("alive " + id)).isEqualTo(1);
    }

    @Test
    void aDefectiveEntryFailsTheWholeBatchAndNothingIsStored() {
        UUID other = UUID.randomUUID();
        LedgerEntry defective = replacement(id, 0, null);

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> ledger.commit(List.of(creation(other, null), defective)))
                .satisfies(e -> assertThat(SqlFailure.of(e)).isEqualTo(SqlFailure.DEFECT));

        assertThat(rows("ledger.event", other)).isZero();
        assertThat(rows("vault.data_key", other)).isZero();
    }

    private static LedgerEntry creation(UUID id, @Nullable IdempotencyClaim claim) {
        NewCredentialKey key = instance.get(SecretVault.class).newKey(ORG, id);
        return LedgerEntry.of(
                EventJson.seal(created(id, withServer("a.example.com"), Set.of(CredentialField.SERVER))),
                new CommandAttachments(key, null, claim, null));
    }

    private static LedgerEntry creationWithSecret(UUID id) {
        NewCredentialKey key = instance.get(SecretVault.class).newKey(ORG, id);
        try (PlainSecret plain = PlainSecret.of("hunter2".toCharArray());
                EnteredSecret entered = key.enter(plain)) {
            return LedgerEntry.of(
                    EventJson.seal(created(id, withSecret(1), Set.of(CredentialField.AUTH_PASSWORD))),
                    new CommandAttachments(key, entered, null, null));
        }
    }

    private static LedgerEntry replacement(UUID id, long version, @Nullable IdempotencyClaim claim) {
        return LedgerEntry.of(
                EventJson.seal(replaced(id, version, withServer("b.example.com"), Set.of(CredentialField.SERVER))),
                new CommandAttachments(null, null, claim, null));
    }

    private static void expire(String key) {
        instance.get(JdbcClient.class)
                .sql("update ledger.idempotency set expires_time = now() where idempotency_key = ?")
                .param(key)
                .update();
    }

    private static int storedKeys(String key) {
        return instance.get(JdbcClient.class)
                .sql("select count(*) from ledger.idempotency where idempotency_key = ?")
                .param(key)
                .query(Integer.class)
                .single();
    }

    private static int rows(String table, UUID credentialId) {
        return instance.get(JdbcClient.class)
                .sql("select count(*) from " + table + " where credential_id = ?")
                .param(credentialId)
                .query(Integer.class)
                .single();
    }
}
