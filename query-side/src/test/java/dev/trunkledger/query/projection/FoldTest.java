package dev.trunkledger.query.projection;

import static dev.trunkledger.query.fixtures.CredentialHistory.aCredential;
import static dev.trunkledger.query.fixtures.CredentialHistory.aCredentialWithThreeVersions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.query.fixtures.CredentialHistory;
import dev.trunkledger.query.fixtures.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FoldTest {

    private final Readings readings = new Readings();
    private final Fold fold = new Fold();
    private final CredentialHistory history = aCredentialWithThreeVersions();

    @Test
    void appliesEventsInOrder() {
        take(history.events());

        assertThat(versions(fold)).isEqualTo(Map.of(history.id(), 3L));
        assertThat(versions(fold.folded())).containsExactly(1L, 2L, 3L);
        assertThat(fold.folded().parked()).isEmpty();
    }

    @Test
    void appliesEventsThatArriveInAnyOrder() {
        List<SealedEvent> shuffled = new ArrayList<>(longHistory(50).events());
        Collections.shuffle(shuffled, new Random(1));
        take(shuffled);

        assertThat(versions(fold.folded())).hasSize(50).isSorted();
        assertThat(fold.folded().parked()).isEmpty();
    }

    @Test
    void aRepeatBringsNothingNew() {
        take(history.events());
        take(history.events());

        assertThat(fold.folded().entries()).hasSize(3);
        assertThat(fold.folded().repeats()).isEqualTo(3);
        assertThat(fold.folded().parked()).isEmpty();
    }

    @Test
    void aRepeatOfWhatIsStoredBringsNothingNew() {
        fold.know(stored(history));
        List<Reading> arrivals = history.events().stream().map(readings::of).toList();
        assertThat(fold.unproven(arrivals)).containsExactlyInAnyOrder(event(1), event(2));
        fold.knowHash(event(1), history.event(1).hash());
        fold.knowHash(event(2), history.event(2).hash());
        arrivals.forEach(fold::take);

        assertThat(fold.folded().repeats()).isEqualTo(3);
        assertThat(fold.folded().parked()).isEmpty();
        assertThat(fold.folded().advanced()).isEmpty();
    }

    @Test
    void aGapHoldsUpItsCredentialAlone() {
        CredentialHistory other = aCredential();
        take(List.of(history.event(1), history.event(3)));
        take(other.events());

        assertThat(versions(fold)).isEqualTo(Map.of(history.id(), 1L, other.id(), 1L));
        assertParked(history.id(), 3, ParkReason.GAP);
    }

    @Test
    void anotherEventForAKnownVersionIsAConflict() {
        SealedEvent rival = history.rivalOfNewest();
        take(history.events());
        take(List.of(rival));

        assertThat(versions(fold)).isEqualTo(Map.of(history.id(), 3L));
        assertThat(fold.folded().advanced().values())
                .extracting(Head::headHash)
                .containsExactly(history.event(3).hash());
        assertParked(history.id(), 3, ParkReason.CONFLICTING_REPEAT);
    }

    @Test
    void ofTwoRivalsThatWaitOneIsAppliedAndTheOtherIsAConflict() {
        take(List.of(history.rivalOfNewest(), history.event(3), history.event(2), history.event(1)));

        assertThat(versions(fold)).isEqualTo(Map.of(history.id(), 3L));
        assertParked(history.id(), 3, ParkReason.CONFLICTING_REPEAT);
    }

    @Test
    void anEventThatDoesNotFollowByItsHashIsNotApplied() {
        CredentialHistory forged = aCredential();
        SealedEvent second = history.event(2);
        fold.know(stored(history, 1, "another hash"));
        take(List.of(second));
        take(forged.events());

        assertThat(versions(fold)).isEqualTo(Map.of(forged.id(), 1L));
        assertParked(history.id(), 2, ParkReason.BROKEN_CHAIN);
    }

    @Test
    void anEventOfAnotherOrganisationIsNotApplied() {
        CredentialHistory moved = aCredential();
        moved.ofOrganisation("rival").secretEntered();
        take(moved.events());

        assertThat(versions(fold)).isEqualTo(Map.of(moved.id(), 1L));
        assertParked(moved.id(), 2, ParkReason.BROKEN_CHAIN);
    }

    @Test
    void aHistoryBeginsWithACreation() {
        SealedEvent created = history.event(1);
        var deletion = EventJson.seal(new CredentialDeleted(
                created.event().envelope(), created.event().content()));
        take(List.of(deletion));

        assertThat(versions(fold)).isEmpty();
        assertParked(history.id(), 1, ParkReason.BROKEN_CHAIN);
    }

    @Test
    void aPoisonMessageHoldsUpOnlyWhatFollowsIt() {
        CredentialHistory other = aCredentialWithThreeVersions();
        take(List.of(history.event(1)));
        fold.take(MessageReader.read(readings.message(history.id(), "Credential?", new byte[] {1})));
        take(List.of(history.event(3)));
        take(other.events());

        assertThat(versions(fold)).isEqualTo(Map.of(history.id(), 1L, other.id(), 3L));
        assertThat(fold.folded().parked())
                .extracting(Parked::link, Parked::reason)
                .containsExactly(tuple(null, ParkReason.UNKNOWN_TYPE), tuple(event(3), ParkReason.GAP));
    }

    @Test
    void accessesHaveAChainOfTheirOwnThatWaitsForNoVersion() {
        history.revealed(1).revealed(1).revealed(3);
        fold.take(readings.of(history.access(1)));
        fold.take(readings.of(history.access(3)));
        assertParked(Chain.accesses(history.id()), 3, ParkReason.GAP);

        take(history.events());
        fold.take(readings.of(history.access(2)));
        fold.take(readings.of(history.access(1)));

        assertThat(versions(fold)).isEqualTo(Map.of(history.id(), 3L));
        assertThat(fold.folded().accesses()).extracting(AccessHead::number).containsExactly(3L);
        assertThat(fold.folded().entries().stream().filter(entry -> entry.accessSequence() > 0))
                .extracting(Entry::accessSequence)
                .containsExactly(1L, 2L, 3L);
        assertThat(fold.folded().parked()).isEmpty();
        assertThat(fold.folded().repeats()).isEqualTo(1);
    }

    @Test
    void anAccessThatDoesNotFollowIsNotAppliedAndHoldsUpNoVersion() {
        CredentialHistory forged = aCredential().revealed(1);
        history.revealed(1);
        fold.know(new AccessHead(history.id(), history.orgId(), 1, "another hash"));
        history.revealed(1);
        fold.take(readings.of(history.access(2)));
        fold.take(readings.of(forged.access(1)));
        take(history.events());

        assertParked(Chain.accesses(history.id()), 2, ParkReason.BROKEN_CHAIN);
        assertThat(versions(fold)).isEqualTo(Map.of(history.id(), 3L));
        assertThat(fold.folded().accesses())
                .extracting(AccessHead::credentialId)
                .containsExactly(forged.id());
    }

    private void take(List<SealedEvent> events) {
        events.forEach(event -> fold.take(readings.of(event)));
    }

    private EventId event(long version) {
        return new EventId(Chain.history(history.id()), version);
    }

    private void assertParked(UUID id, long version, ParkReason reason) {
        assertParked(Chain.history(id), version, reason);
    }

    private void assertParked(Chain chain, long number, ParkReason reason) {
        assertThat(fold.folded().parked())
                .extracting(Parked::link, Parked::reason)
                .containsExactly(tuple(new EventId(chain, number), reason));
    }

    private static List<Long> versions(Folded folded) {
        return folded.entries().stream()
                .map(entry -> entry.envelope().version())
                .toList();
    }

    private static CredentialHistory longHistory(int versions) {
        CredentialHistory history = aCredential();
        for (int i = 2; i <= versions; i++) {
            int limit = i;
            history.replaced(settings -> Settings.of(settings).cpsLimit(limit).build());
        }
        return history;
    }

    private static Projected stored(CredentialHistory history) {
        return stored(
                history, history.version(), history.event(history.version()).hash());
    }

    private static Projected stored(CredentialHistory history, long version, String headHash) {
        var event = history.event(version).event();
        return new Projected(
                history.id(),
                history.orgId(),
                event.content(),
                event.envelope().occurredTime(),
                version,
                null,
                false,
                headHash);
    }

    private static Map<UUID, Long> versions(Fold fold) {
        return fold.folded().credentials().stream().collect(Collectors.toMap(Projected::id, Projected::version));
    }
}
