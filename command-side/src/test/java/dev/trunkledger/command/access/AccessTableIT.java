package dev.trunkledger.command.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.CommandInstance;
import dev.trunkledger.command.LedgerDatabase;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.SealedAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens between the reading of a secret and the record of it decides whether it is shown. */
class AccessTableIT {

    private static final LedgerDatabase database = new LedgerDatabase();
    private static final CommandInstance instance = database.startInstance();

    private final UUID id = UUID.randomUUID();
    private final AccessTable table = new AccessTable(instance.get(JdbcClient.class));

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void create() {
        instance.create(id, CommandInstance.settings("a.example.com"), "hunter2", null);
    }

    @Test
    void storesAnAccessToWhatStands() {
        SealedAccess access = access(1, 1, 1);
        assertThat(table.append(access, null)).isTrue();
        assertThat(table.newest(id)).contains(access);
    }

    @Test
    void aSequenceIsGivenOutOnce() {
        assertThat(table.append(access(1, 1, 1), null)).isTrue();
        assertThat(table.append(access(1, 1, 1), null)).isFalse();
    }

    @Test
    void refusesWhenTheCredentialWasDeletedMeanwhile() {
        SealedAccess late = access(1, 1, 1);
        instance.delete(id);
        assertThat(table.append(late, null)).isFalse();
    }

    @Test
    void refusesWhenTheCredentialWasChangedMeanwhile() {
        SealedAccess late = access(1, 1, 1);
        instance.replace(id, null, CommandInstance.settings("b.example.com"), "hunter3");
        assertThat(table.append(late, null)).isFalse();
        assertThat(table.append(access(1, 2, 2), null)).isTrue();
    }

    @Test
    void refusesWhenTheSecretWasDestroyedMeanwhile() throws SQLException {
        SealedAccess late = access(1, 1, 1);
        try (Connection superuser = database.connectAsSuperuser();
                Statement destroy = superuser.createStatement()) {
            destroy.execute("delete from vault.secret where credential_id = '" + id + "'");
        }
        assertThat(table.append(late, null)).isFalse();
    }

    private SealedAccess access(long sequence, long version, int secretVersion) {
        EventActor actor = new EventActor("bob", null, null, null, "ticket 7", "r-1", null);
        EventEnvelope envelope = new EventEnvelope(
                UUID.randomUUID(),
                id,
                CommandInstance.ORG,
                version,
                Instant.parse("2026-01-01T00:00:00Z"),
                actor,
                null);
        return AccessJson.seal(new SecretRevealed(envelope, sequence, secretVersion));
    }
}
