package dev.trunkledger.query.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.query.credentials.AwaitedVersion;
import dev.trunkledger.query.credentials.StoredCredential;
import dev.trunkledger.query.projection.Projected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionWaitingTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Map<UUID, StoredCredential> table = new ConcurrentHashMap<>();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final VersionWaiting waiting = new VersionWaiting(this::arrived);
    private final UUID id = UUID.randomUUID();

    @AfterEach
    void stop() {
        waiting.destroy();
    }

    @Test
    void answersAtOnceWhenTheVersionIsThere() throws Exception {
        store(id, 3);
        assertThat(get(waiting.await(version(3), LONG))).isPresent();
        assertThat(get(waiting.await(version(2), LONG))).isPresent();
    }

    @Test
    void answersWhenThisProcessHasProjectedIt() throws Exception {
        var answer = waiting.await(version(2), LONG);
        waiting.advanced(Map.of(id, projected("acme", 1)));
        waiting.advanced(Map.of(id, projected("acme", 2)));
        assertThat(get(answer).orElseThrow().credential().version()).isEqualTo(2);
    }

    @Test
    void givesNobodyWhatWasProjectedForAnotherOrganisation() throws Exception {
        var theirs = waiting.await(new AwaitedVersion("other", id, 1), Duration.ofMillis(30));
        var answer = waiting.await(version(1), LONG);
        waiting.advanced(Map.of(id, projected("acme", 1)));
        assertThat(get(answer)).isPresent();
        assertThat(get(theirs)).isEmpty();
    }

    @Test
    void sendsNobodyAwayForWhomItHasNotLooked() throws Exception {
        store(id, 1);
        for (int time = 0; time < 100; time++) {
            var answer = waiting.await(version(1), Duration.ZERO);
            waiting.advanced(Map.of(id, projected("acme", 0)));
            assertThat(get(answer)).isPresent();
        }
    }

    @Test
    void answersWhenAnotherProcessHasProjectedIt() throws Exception {
        var answer = waiting.await(version(2), LONG);
        store(id, 2);
        assertThat(get(answer)).isPresent();
    }

    @Test
    void answersNothingWhenPatienceEnds() throws Exception {
        store(id, 1);
        assertThat(get(waiting.await(version(2), Duration.ZERO))).isEmpty();
        assertThat(get(waiting.await(version(2), Duration.ofMillis(30)))).isEmpty();
    }

    @Test
    void looksForAllWhoWaitInOneStatement() throws Exception {
        List<CompletableFuture<Optional<StoredCredential>>> answers = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ids.add(UUID.randomUUID());
            answers.add(waiting.await(new AwaitedVersion("acme", ids.get(i), 1), LONG));
        }
        ids.forEach(each -> store(each, 1));
        for (var answer : answers) {
            assertThat(get(answer)).isPresent();
        }
        assertThat(mostAtOnce.get()).isGreaterThan(1);
    }

    @Test
    void givesNobodyTheCredentialOfAnotherOrganisation() throws Exception {
        store(id, 1);
        var theirs = waiting.await(new AwaitedVersion("other", id, 1), Duration.ofMillis(30));
        assertThat(get(waiting.await(version(1), LONG))).isPresent();
        assertThat(get(theirs)).isEmpty();
    }

    @Test
    void passesAFailureOnAndServesTheNextCaller() throws Exception {
        var broken = new AtomicInteger(1);
        var fragile = new VersionWaiting(awaited -> {
            if (broken.getAndDecrement() > 0) {
                throw new IllegalStateException("the database is away");
            }
            return arrived(awaited);
        });
        try {
            store(id, 1);
            assertThatThrownBy(() -> get(fragile.await(version(1), LONG)))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("the database is away");
            assertThat(get(fragile.await(version(1), LONG))).isPresent();
        } finally {
            fragile.destroy();
        }
    }

    @Test
    void tellsWhoeverStillWaitsToComeBackWhenItStops() throws Exception {
        var answer = waiting.await(version(1), LONG);
        waiting.destroy();
        assertThat(get(answer)).isEmpty();
        assertThat(get(waiting.await(version(1), LONG))).isEmpty();
        waiting.advanced(Map.of(id, projected("acme", 1)));
    }

    private List<StoredCredential> arrived(Collection<AwaitedVersion> awaited) {
        mostAtOnce.accumulateAndGet(awaited.size(), Math::max);
        List<StoredCredential> arrived = new ArrayList<>();
        for (AwaitedVersion each : awaited) {
            StoredCredential stored = table.get(each.id());
            if (stored != null && stored.credential().version() >= each.version()) {
                arrived.add(stored);
            }
        }
        return arrived;
    }

    private AwaitedVersion version(long version) {
        return new AwaitedVersion("acme", id, version);
    }

    private void store(UUID id, long version) {
        table.put(id, StoredCredential.of(projected(id, "acme", version)));
    }

    private Projected projected(String orgId, long version) {
        return projected(id, orgId, version);
    }

    private static Projected projected(UUID id, String orgId, long version) {
        var settings = new TrunkSettings("sip.example.com", Transport.UDP, null, null, null, null, null);
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        var content = new CredentialContent(settings, Source.MANUAL, null, time, null, 0);
        return new Projected(id, orgId, content, time, version, null, false, "hash");
    }

    /** Far beyond what any test takes, so that a hang fails instead of lasting. */
    private static <T> T get(CompletableFuture<T> answer) throws Exception {
        return answer.get(30, TimeUnit.SECONDS);
    }
}
