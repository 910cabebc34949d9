package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.system.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A superuser changes the tables behind everybody's back; an auditor who trusts no database notices from the export. */
class TamperedHistorySystemTest {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final String SCOPES = Identity.MANUAL_SCOPES + " sip-credentials:reveal";

    @TempDir
    private static Path files;

    private static Deployment deployment;
    private static ApiClient auditor;
    private static UUID victim;
    private static Auditing auditing;

    @BeforeAll
    static void recordHistoriesAndSignThem() throws IOException, SQLException {
        deployment = Deployment.start();
        String orgId = "org-" + UUID.randomUUID();
        auditor = deployment.caller("", "").with(deployment.identity().token(orgId, "auditor", SCOPES));
        live(auditor);
        victim = live(auditor);
        live(auditor);
        assertThat(auditor.send("POST", "/api/v1/audit-checkpoints", null).status())
                .isEqualTo(201);
        await().atMost(Deployment.PATIENCE).until(() -> checkpoints().size() == 1);
        auditing = new Auditing(deployment, auditor, files);
        auditing.keepCheckpoints(checkpoints());
        deployment.database().execute("create table untouched as table read_model.audit_entry");
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    @AfterEach
    void putBack() throws SQLException {
        deployment.database().execute("truncate read_model.audit_entry");
        deployment.database().execute("insert into read_model.audit_entry table untouched");
    }

    @Test
    void anUntouchedHistoryVerifiesFromTheExportAndFromTheTopics() throws IOException, InterruptedException {
        assertThat(auditing.verifyExport()).satisfies(verdict -> {
            assertThat(verdict.exitCode()).as(verdict.output()).isZero();
            assertThat(verdict.output()).contains("Verified: 18 events of 3 credentials");
        });
        assertThat(auditing.verifyTopics().exitCode()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Tampering.class)
    void tamperingIsNoticed(Tampering tampering) throws Exception {
        tampering.happen(deployment.database(), victim);

        Verdict verdict = auditing.verifyExport();

        assertThat(verdict.exitCode()).as(verdict.output()).isEqualTo(1);
        assertThat(verdict.output())
                .contains("TAMPERED")
                .contains(tampering.leavesAFlawlessChain() ? "checkpoint 1" : victim.toString());
    }

    @Test
    void aCredentialIsProvedToBeCoveredWithoutShowingTheOthers() throws IOException, InterruptedException {
        Path proof = auditing.proveInclusionOf(victim);

        assertThat(auditing.checkProof(proof).exitCode()).isZero();
    }

    private static List<JsonNode> checkpoints() {
        return auditor.get("/api/v1/audit-checkpoints")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    /** Five versions and one access. */
    private static UUID live(ApiClient caller) {
        Answer created =
                caller.post(PATH, "{\"server\":\"sip1.example.com\",\"authUser\":\"u\",\"authPassword\":\"p\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.json().get("id").stringValue();
        String path = PATH + "/" + id;
        for (int version = 2; version <= 5; version++) {
            String body = "{\"server\":\"sip" + version + ".example.com\",\"authUser\":\"u\",\"authPassword\":\"p\"}";
            assertThat(caller.put(path, body).status()).isEqualTo(200);
        }
        assertThat(caller.post(path + "/reveals", "{\"reason\":\"moving house\"}")
                        .status())
                .isEqualTo(200);
        await().atMost(Deployment.PATIENCE)
                .until(() -> caller.get(path + "/history").json().path("items").size() == 6);
        return UUID.fromString(id);
    }
}
