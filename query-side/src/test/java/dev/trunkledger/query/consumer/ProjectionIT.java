package dev.trunkledger.query.consumer;

import static dev.trunkledger.query.fixtures.CredentialHistory.aCredential;
import static dev.trunkledger.query.fixtures.CredentialHistory.aCredentialWithThreeVersions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.proof.checkpoint.CheckpointSigner;
import dev.trunkledger.proof.checkpoint.HeadsRoot;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import dev.trunkledger.query.fixtures.CredentialHistory;
import dev.trunkledger.query.fixtures.EventsTopic;
import dev.trunkledger.query.fixtures.ProjectingSide;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectionIT {

    private final EventsTopic topic = EventsTopic.create();
    private final ProjectingSide side = ProjectingSide.of(topic, TestDatabase.create());
    private final CredentialHistory history = aCredentialWithThreeVersions();

    @AfterAll
    void close() {
        side.close();
        topic.close();
    }

    @Test
    void projectsWhatIsPublished() {
        topic.publish(history.deleted().restored(3));

        side.awaitProjected(history);
        assertThat(parked(history)).isEmpty();
    }

    @Test
    void anEventPublishedTwiceCountsOnce() {
        CredentialHistory twice = aCredentialWithThreeVersions();
        twice.events().forEach(topic::publishTwice);

        side.awaitProjected(twice);
        topic.publish(twice.deleted().events());
        side.awaitProjected(twice);
        assertThat(parked(twice)).isEmpty();
        assertThat(side.number("select count(*) from audit_entry where credential_id = '" + twice.id() + "'"))
                .isEqualTo(4);
    }

    @Test
    void theGroupIsToldHowFarItIs() {
        CredentialHistory told = aCredentialWithThreeVersions();
        topic.publish(told);
        side.awaitProjected(told);

        // Its last batch too, behind which nothing comes.
        side.awaitTrue(() -> topic.isReadToItsEndBy(topic.prefix() + "group"));
    }

    @Test
    void aCheckpointPublishedTwiceIsStoredOnceAsItWasSigned() throws NoSuchAlgorithmException {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SignedCheckpoint signed = new CheckpointSigner(keys.getPrivate(), keys.getPublic())
                .sign("org-1", null, Instant.parse("2026-03-01T08:00:00Z"), new HeadsRoot());
        topic.publish(signed);
        topic.publish(signed);

        side.awaitTrue(() -> side.number("select count(*) from audit_checkpoint") == 1);
        byte[] stored = side.readModels().queryForObject("select signed from audit_checkpoint", byte[].class);
        assertThat(stored).isEqualTo(signed.json());
    }

    @Test
    void aGapHoldsUpItsCredentialAloneUntilItCloses() {
        CredentialHistory held = aCredentialWithThreeVersions();
        CredentialHistory other = aCredentialWithThreeVersions();
        topic.publish(List.of(held.event(1), held.event(3)));
        topic.publish(other);
        side.awaitProjected(other);
        side.awaitTrue(() -> parked(held).equals(List.of("gap")));
        assertThat(side.version(held)).isEqualTo(1);

        topic.publish(held.event(2));

        side.awaitProjected(held);
        assertThat(parked(held)).isEmpty();
    }

    @Test
    void poisonIsParkedAndTheRestGoesOn() {
        CredentialHistory poisoned = aCredentialWithThreeVersions();
        CredentialHistory other = aCredential();
        String key = poisoned.id().toString();
        topic.publish(poisoned.event(1));
        topic.publish(key, poisoned.event(2).type(), "poison".getBytes(StandardCharsets.UTF_8));
        topic.publish(key, "CredentialTeleported.v9", poisoned.event(2).json());
        topic.publish(key, null, null);
        topic.publish(key, other.event(1).type(), other.event(1).json());
        topic.publish(other);
        topic.publish(List.of(poisoned.event(2), poisoned.rivalOfNewest(), poisoned.event(3)));

        side.awaitProjected(other);
        side.awaitTrue(() -> side.version(poisoned) == 3);
        assertThat(parked(poisoned))
                .containsExactlyInAnyOrder(
                        "unreadable", "unknown-type", "tombstone", "wrong-key", "conflicting-repeat");
    }

    @Test
    void aMessageWithoutACredentialIsParkedToo() {
        topic.publish("not-a-uuid", null, new byte[0]);
        CredentialHistory other = aCredential();
        topic.publish(other);

        side.awaitProjected(other);
        side.awaitTrue(() -> side.number("select count(*) from parked_message where credential_id is null") == 1);
    }

    private List<String> parked(CredentialHistory of) {
        return side.readModels()
                .query(
                        "select reason from parked_message where credential_id = ?",
                        (row, number) -> String.valueOf(row.getString(1)),
                        of.id());
    }
}
