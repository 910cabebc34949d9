package dev.trunkledger.query.testing;

import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.wire.SealedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Credentials with histories from a seed: few values, so that ties and hits are many, and odd ones among them. */
public final class RandomTrunks {

    public static final List<UUID> PROVIDERS = List.of(new UUID(1, 1), new UUID(2, -2));
    public static final List<String> ACTORS = List.of("alice", "bob", "o'neil; drop table audit_entry", "ünal");

    public static final List<String> REQUESTS = List.of("req-1", "a/b=1", "=cmd|' /C calc'!A0");

    private static final List<String> SERVERS = List.of(
            "sip.example.com", "SIP.Example.com:5060", "b.example.net", "[2001:db8::1]:5061", "192.0.2.10", "z-9.test");
    private static final List<String> TEXTS = List.of(
            "",
            "100% up",
            "under_score",
            "back\\slash",
            "it's",
            "Berlin Nord",
            "berlin süd",
            "ÄRGER",
            "😀 ok",
            "a",
            "--");
    private static final List<String> KEYS = List.of("shared", "Shared", "it's; --", "50%");

    private final Random random;

    public RandomTrunks(long seed) {
        this.random = new Random(seed);
    }

    /** A seed that the output tells, or the one of the property {@code trunkledger.test.seed}, to see it again. */
    public static long seed() {
        long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
        System.out.println("Random data from -Dtrunkledger.test.seed=" + seed);
        return seed;
    }

    public Trunk trunk(String orgId) {
        Trunk trunk = new Trunk(orgId, new UUID(random.nextLong(), random.nextLong()));
        trunk.at(time(Trunk.START), actor());
        trunk.created(trunk.content(settings(), oneIn(3) ? pick(PROVIDERS) : null));
        reveals(trunk);
        replacedAFewTimes(trunk);
        if (oneIn(3)) {
            later(trunk).deleted();
            if (oneIn(3)) {
                later(trunk).restored(1 + random.nextInt(trunk.events().size()));
                replacedAFewTimes(trunk);
            } else if (oneIn(3)) {
                later(trunk).erased();
            }
        }
        return trunk;
    }

    private void replacedAFewTimes(Trunk trunk) {
        for (int i = random.nextInt(6); i > 0; i--) {
            later(trunk).replaced(settings(), secretVersion(trunk.last()));
            reveals(trunk);
        }
    }

    private Trunk later(Trunk trunk) {
        return trunk.at(time(trunk.last().event().envelope().occurredTime()), actor());
    }

    /** Recorded at leisure: the next version may already be older than the newest of them. */
    private void reveals(Trunk trunk) {
        for (int i = random.nextInt(3); i > 0; i--) {
            later(trunk).revealed();
        }
    }

    /** The events of all, mixed as partitions mix them: each credential's in their order. */
    public List<SealedEvent> mixed(List<Trunk> trunks) {
        List<List<SealedEvent>> waiting = new ArrayList<>();
        trunks.forEach(trunk -> waiting.add(new ArrayList<>(trunk.events())));
        List<SealedEvent> mixed = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<SealedEvent> next = waiting.get(random.nextInt(waiting.size()));
            mixed.add(next.removeFirst());
            waiting.removeIf(List::isEmpty);
        }
        return mixed;
    }

    public TrunkSettings settings() {
        return new TrunkSettings(
                pick(SERVERS),
                pick(List.of(Transport.values())),
                notBlank(),
                notBlank(),
                text(),
                oneIn(2) ? random.nextInt(1, 5) : null,
                oneIn(2) ? pick(KEYS) : null);
    }

    public <T> List<T> shuffled(List<T> list) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    public <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    public boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** Up to three seconds later, often at the very same moment. */
    private Instant time(Instant earliest) {
        return earliest.plusSeconds(random.nextInt(4)).plusNanos(1_000L * random.nextInt(2));
    }

    private EventActor actor() {
        return Trunk.actor(pick(ACTORS), pick(REQUESTS));
    }

    /** As realm and user are; a description may be empty. */
    private @Nullable String notBlank() {
        String text = text();
        return text == null || text.isBlank() ? null : text;
    }

    private @Nullable String text() {
        return oneIn(3) ? null : pick(TEXTS);
    }

    private @Nullable Integer secretVersion(SealedEvent last) {
        Integer now = last.event().content().secretVersion();
        return switch (random.nextInt(3)) {
            case 0 -> last.event().content().lastSecretVersion() + 1;
            case 1 -> null;
            default -> now;
        };
    }
}
