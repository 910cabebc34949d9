package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.http.Scopes;
import dev.trunkledger.proof.checkpoint.CheckpointKeys;
import dev.trunkledger.proof.checkpoint.CheckpointSigner;
import dev.trunkledger.proof.checkpoint.HeadsRoot;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import dev.trunkledger.query.testing.Answer;
import dev.trunkledger.query.testing.QuerySide;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditCheckpointsIT {

    private static final String PATH = "/api/v1/audit-checkpoints";
    private static final Instant TIME = Instant.parse("2026-03-01T08:00:00Z");

    private final QuerySide side = QuerySide.shared();
    private final String orgId = "org-" + UUID.randomUUID();
    private final KeyPair keys = keys();

    @Test
    void pagesThroughAllOfThemNewestFirst() {
        signedAndProjected(7);

        List<Long> sequences = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = side.caller(orgId).get(PATH + "?take=3" + cursor).json();
            page.get("items")
                    .forEach(item ->
                            sequences.add(item.get("checkpoint").get("sequence").longValue()));
            JsonNode next = page.get("nextCursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
        } while (!cursor.isEmpty());

        assertThat(sequences).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void anItemBearsItsSignatureStill() {
        signedAndProjected(1);

        JsonNode item = side.caller(orgId).get(PATH).json().get("items").get(0);

        SignedCheckpoint read = SignedCheckpoint.read(item.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(CheckpointKeys.of(keys.getPublic()).verify(read)).isTrue();
    }

    @Test
    void anotherOrganisationSeesNoneOfThemAndItsCursorIsNotTaken() {
        signedAndProjected(2);
        String cursor = side.caller(orgId)
                .get(PATH + "?take=1")
                .json()
                .get("nextCursor")
                .stringValue();
        String other = "org-" + UUID.randomUUID();

        assertThat(side.caller(other).get(PATH).json().get("items").isEmpty()).isTrue();
        assertThat(side.caller(other).get(PATH + "?cursor=" + cursor).status()).isEqualTo(400);
    }

    @Test
    void whoMayOnlyReadCredentialsIsRefused() {
        Answer answer = side.caller(orgId, Scopes.READ).get(PATH);

        assertThat(answer.status()).isEqualTo(403);
    }

    private void signedAndProjected(int count) {
        CheckpointSigner signer = new CheckpointSigner(keys.getPrivate(), keys.getPublic());
        SignedCheckpoint newest = null;
        for (int i = 0; i < count; i++) {
            newest = signer.sign(orgId, newest, TIME.plusSeconds(i), new HeadsRoot());
            assertThat(side.project(newest).parked()).isEmpty();
        }
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
