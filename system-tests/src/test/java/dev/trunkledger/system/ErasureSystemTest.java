package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.system.ApiClient.Answer;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Key and ciphertext go, history stays: readable, verifiable, and built again from Kafka. */
class ErasureSystemTest {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final String BODY = """
            {"server":"sip.example.com","authUser":"u","authPassword":"to be erased"}""";

    @Test
    void anErasedSecretIsGoneAndItsHistoryIsNot() throws SQLException {
        try (Deployment deployment = Deployment.start()) {
            ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "eraser");
            String id = caller.post(PATH, BODY).json().get("id").stringValue();
            String path = PATH + "/" + id;
            String other = caller.post(PATH, BODY).json().get("id").stringValue();
            assertThat(caller.put(path, BODY.replace("to be", "must be")).status())
                    .isEqualTo(200);
            assertThat(caller.delete(path).status()).isEqualTo(204);
            assertThat(vaultRows(deployment, id)).isNotEmpty();

            Answer erased = caller.send("POST", path + "/erasures", null);

            assertThat(erased.status()).as(erased.body()).isEqualTo(204);
            assertThat(vaultRows(deployment, id)).isEmpty();
            assertThat(vaultRows(deployment, other)).isNotEmpty();
            List<JsonNode> before = history(caller, path);
            deployment.querySide().restartWith("TRUNKLEDGER_PROJECTION_GENERATION", "2");
            assertThat(history(caller, path)).isEqualTo(before);
        }
    }

    private static List<JsonNode> history(ApiClient caller, String path) {
        Answer arrived = caller.get(path + "?minVersion=4", "Prefer", "wait=10");
        assertThat(arrived.status()).as(arrived.body()).isEqualTo(410);
        JsonNode chain = caller.get(path + "/history/verification").json();
        assertThat(chain.get("verified").booleanValue()).isTrue();
        assertThat(chain.get("versions").longValue()).isEqualTo(4);
        List<JsonNode> items =
                caller.get(path + "/history").json().path("items").valueStream().toList();
        assertThat(items)
                .extracting(item -> item.get("action").stringValue())
                .containsExactly("erased", "deleted", "replaced", "created");
        return items;
    }

    private static List<String> vaultRows(Deployment deployment, String id) throws SQLException {
        return deployment.database().texts("""
                select 'key' from vault.data_key where credential_id = '%1$s'
                union all
                select 'secret' from vault.secret where credential_id = '%1$s'""".formatted(id));
    }
}
