package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.infrastructure.TestInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EraseCredentialIT {

    private static final String GUARDED =
            "{\"server\":\"sip.example.com\",\"authUser\":\"alice\",\"authPassword\":\"first\"}";
    private static final String OTHER = GUARDED.replace("first", "second");

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final String orgId = Api.newOrganisation();
    private final Api api = Api.of(side, orgId, Scopes.WRITE);

    @Test
    void destroysKeyAndCiphertextAndKeepsTheHistory() throws SQLException {
        String id = api.created(GUARDED).id();
        api.put(id, OTHER);
        api.delete(id);
        assertThat(rows("vault.data_key", id)).isEqualTo(1);
        assertThat(rows("vault.secret", id)).isEqualTo(2);

        Answer answer = api.erase(id, "X-Change-Reason", "Asked for by its owner");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(rows("vault.data_key", id)).isZero();
        assertThat(rows("vault.secret", id)).isZero();
        SecretsErased event = (SecretsErased) side.recorded(id, 4);
        assertThat(event.envelope().actor().reason()).isEqualTo("Asked for by its owner");
        assertThat(event.content().secretVersion()).isNull();
        assertThat(event.content().lastSecretVersion()).isEqualTo(2);
    }

    @Test
    void hasNothingToDoTheSecondTime() throws SQLException {
        String id = api.created(GUARDED).id();
        api.delete(id);

        assertThat(api.erase(id, "Idempotency-Key", "e " + id).status()).isEqualTo(204);
        Answer replayed = api.erase(id, "Idempotency-Key", "e " + id);
        assertThat(replayed.status()).isEqualTo(204);
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(api.erase(id).status()).isEqualTo(204);
        assertThat(rows("ledger.event", id)).isEqualTo(3);
    }

    @Test
    void keepsThePasswordsOfACredentialThatIsInUse() throws SQLException {
        String id = api.created(GUARDED).id();

        Answer refused = api.erase(id);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("not-deleted");
        assertThat(rows("vault.secret", id)).isEqualTo(1);
    }

    @Test
    void erasesTheVersionThatTheCallerSaw() {
        String id = api.created(GUARDED).id();
        api.delete(id);

        assertThat(api.erase(id, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(api.erase(id, "If-Match", "\"2\"").status()).isEqualTo(204);
    }

    @Test
    void leavesAProvidersCredentialToTheProvider() {
        Api provider = Api.of(side, orgId, Scopes.WRITE, Scopes.PROVIDER);
        String id = provider.created(GUARDED.replace("}", ",\"providerId\":\"" + UUID.randomUUID() + "\"}"))
                .id();
        provider.delete(id);

        assertThat(api.erase(id).problem()).isEqualTo("provider-managed");
        assertThat(provider.erase(id).status()).isEqualTo(204);
    }

    @Test
    void passesNothingOverThatACallerWants() throws SQLException {
        String id = api.created(GUARDED).id();
        api.delete(id);

        Answer refused = api.send("POST", Api.PATH + "/" + id + "/erasures", "{\"dryRun\":true}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(rows("vault.secret", id)).isEqualTo(1);
        assertThat(api.send("POST", Api.PATH + "/" + id + "/erasures?dryRun=true", null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anInstanceThatRemembersTheDestroyedKeyTakesTheNextPasswordAllTheSame() throws SQLException {
        try (RunningCommandSide other = RunningCommandSide.start(side.database(), Map.of())) {
            Api there = Api.of(other, orgId, Scopes.WRITE);
            String id = api.created(GUARDED).id();
            there.put(id, OTHER);
            api.delete(id);
            api.erase(id);
            api.restore(id, "{\"version\":1,\"withoutAuthPassword\":true}");

            Answer put = there.put(id, GUARDED);

            assertThat(put.status()).isEqualTo(200);
            assertThat(put.header("ETag")).isEqualTo("\"6\"");
            assertThat(api.put(id, GUARDED).header("ETag")).isEqualTo("\"6\"");
            assertThat(rows("vault.secret", id)).isEqualTo(1);
        }
    }

    private long rows(String table, String id) throws SQLException {
        try (Connection superuser = DriverManager.getConnection(
                        side.database().jdbcUrl(),
                        TestInfrastructure.postgres().superuser(),
                        TestInfrastructure.postgres().superuserPassword());
                Statement statement = superuser.createStatement();
                ResultSet count = statement.executeQuery(
                        "select count(*) from " + table + " where credential_id = '" + id + "'")) {
            count.next();
            return count.getLong(1);
        }
    }
}
