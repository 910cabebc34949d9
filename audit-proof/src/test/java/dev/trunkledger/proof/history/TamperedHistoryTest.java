package dev.trunkledger.proof.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.proof.checkpoint.CheckpointSigner;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import dev.trunkledger.proof.history.RecordedLife.Line;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every way to falsify a history that stood still before: six that the chain shows, or else the checkpoint. */
class TamperedHistoryTest {

    private static final String ORG = "org-1";
    private static final UUID VICTIM = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("0198c0de-0000-7000-8000-000000000002");
    private static final Instant CHECKPOINT = RecordedLife.BEGIN.plusSeconds(60);

    private final List<Line> victim =
            RecordedLife.of(VICTIM, ORG, 5).reveal().reveal().lines();
    private final List<Line> other = RecordedLife.of(OTHER, ORG, 3).lines();
    private final SignedCheckpoint checkpoint = sign();

    @Test
    void anUntouchedHistoryHasNoFault() {
        assertThat(chainFaults()).isEmpty();
        assertThat(checkpointed().faults()).isEmpty();
    }

    @Test
    void eventsThatWereSmuggledInFromBeforeTheCheckpointAreNoticed() {
        CheckpointedHistory read = checkpointed();
        RecordedLife later = RecordedLife.of(UUID.randomUUID(), ORG, 70);

        later.lines().forEach(line -> read.history().accept(line.type(), line.bytes()));

        assertThat(read.history().faults()).isEmpty();
        assertThat(read.faults())
                .as("its first sixty versions are older than the checkpoint, which does not know them")
                .hasSize(1);
    }

    @Test
    void anEditedEventIsNoticed() {
        victim.set(1, victim.get(1).with("occurredTime", "2026-03-01T08:00:02.5Z"));

        assertThat(chainFaults()).containsExactly(fault(ChainKind.HISTORY, 2, Fault.EDITED));
    }

    @Test
    void anEditedEventWithAFreshHashIsNoticedByTheOneBehindIt() {
        victim.set(1, victim.get(1).with("source", "provider").resealed());

        assertThat(chainFaults()).containsExactly(fault(ChainKind.HISTORY, 3, Fault.UNLINKED));
    }

    @Test
    void aRelabelledEventIsNoticed() {
        victim.set(1, new Line("CredentialRestored.v1", victim.get(1).event()));

        assertThat(chainFaults()).containsExactly(fault(ChainKind.HISTORY, 2, Fault.MISLABELLED));
    }

    @Test
    void aRemovedEventIsNoticed() {
        victim.remove(2);

        assertThat(chainFaults()).containsExactly(fault(ChainKind.HISTORY, 3, Fault.MISSING));
    }

    @Test
    void aRemovedAccessIsNoticed() {
        victim.remove(5);

        assertThat(chainFaults()).containsExactly(fault(ChainKind.ACCESS, 1, Fault.MISSING));
    }

    @Test
    void anInsertedEventIsNoticed() {
        victim.add(3, victim.get(2).with("source", "provider").resealed());

        assertThat(chainFaults()).extracting(EventFault::number).containsExactly(3L);
    }

    @Test
    void swappedEventsAreNoticed() {
        Collections.swap(victim, 2, 3);

        assertThat(chainFaults()).containsExactly(fault(ChainKind.HISTORY, 3, Fault.MISSING));
    }

    @Test
    void eventsThatSwappedTheirNumbersAreNoticed() {
        Line third = victim.get(2);
        Line fourth = victim.get(3);
        victim.set(2, renumbered(fourth, 3));
        victim.set(3, renumbered(third, 4));

        assertThat(chainFaults()).containsExactly(fault(ChainKind.HISTORY, 3, Fault.UNLINKED));
    }

    @Test
    void aCutOffEndIsNoticedByTheCheckpointAlone() {
        victim.remove(4);

        assertThat(chainFaults()).isEmpty();
        assertThat(checkpointed().faults()).hasSize(1);
    }

    @Test
    void aCutOffEndOfAccessesIsNoticedByTheCheckpointAlone() {
        victim.remove(6);

        assertThat(chainFaults()).isEmpty();
        assertThat(checkpointed().faults()).hasSize(1);
    }

    @Test
    void aCredentialThatIsGoneAltogetherIsNoticedByTheCheckpointAlone() {
        other.clear();

        assertThat(chainFaults()).isEmpty();
        assertThat(checkpointed().faults()).hasSize(1);
    }

    @Test
    void aHistoryThatWasSealedAnewIsNoticedByTheCheckpointAlone() {
        for (int i = 1; i < 5; i++) {
            String previousHash = victim.get(i - 1).event().get("hash").stringValue();
            victim.set(
                    i,
                    victim.get(i)
                            .with("source", "provider")
                            .with("previousHash", previousHash)
                            .resealed());
        }

        assertThat(chainFaults()).isEmpty();
        assertThat(checkpointed().faults()).hasSize(1);
    }

    private static Line renumbered(Line line, long version) {
        var event = line.event().deepCopy().put("version", version);
        return new Line(line.type(), event).resealed();
    }

    private static EventFault fault(ChainKind chain, long number, Fault fault) {
        return new EventFault(VICTIM, chain, number, fault);
    }

    private List<EventFault> chainFaults() {
        return read(new History()).faults();
    }

    private CheckpointedHistory checkpointed() {
        CheckpointedHistory checkpointed = new CheckpointedHistory(Map.of(ORG, List.of(checkpoint)));
        read(checkpointed.history());
        return checkpointed;
    }

    private History read(History history) {
        victim.forEach(line -> history.accept(line.type(), line.bytes()));
        other.forEach(line -> history.accept(line.type(), line.bytes()));
        return history;
    }

    private SignedCheckpoint sign() {
        try {
            KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new CheckpointSigner(keys.getPrivate(), keys.getPublic())
                    .sign(ORG, null, CHECKPOINT, read(new History()).heads(ORG));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
