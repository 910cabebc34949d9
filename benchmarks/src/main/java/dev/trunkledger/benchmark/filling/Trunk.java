package dev.trunkledger.benchmark.filling;

import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A credential that is used for years: created, changed now and then, one in fifty deleted in the end. */
final class Trunk {

    /** Of a trunk's changes, one in so many is its deletion. */
    private static final int DELETED = 500;

    private static final int ACTORS = 200;
    private static final int PROVIDERS = 20;
    private static final int POOLS = 500;

    private final UUID id;
    private final String name;
    private final Transport transport;
    private final @Nullable String cpsKey;
    private final @Nullable UUID provider;
    private long version;
    private boolean deleted;
    private @Nullable String headHash;
    private @Nullable CredentialContent content;

    Trunk(SplittableRandom random) {
        // As UUID.randomUUID would make it, but the same in every run.
        id = new UUID(
                random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() & Long.MAX_VALUE >>> 1 | Long.MIN_VALUE);
        name = Long.toString(random.nextLong(100_000, 1_000_000_000), 36);
        transport = Transport.values()[random.nextInt(Transport.values().length)];
        cpsKey = random.nextInt(4) == 0 ? "pool-" + random.nextInt(POOLS) : null;
        provider = random.nextInt(10) == 0 ? new UUID(0x4000, Long.MIN_VALUE + random.nextInt(PROVIDERS)) : null;
    }

    UUID id() {
        return id;
    }

    long version() {
        return version;
    }

    boolean isDeleted() {
        return deleted;
    }

    /** What happens to it next. */
    SealedEvent next(SplittableRandom random, Instant time, boolean mayEnd) {
        version++;
        EventEnvelope envelope = new EventEnvelope(
                new UUID(random.nextLong(), random.nextLong()),
                id,
                Installation.ORGANISATION,
                version,
                time,
                actor(random),
                headHash);
        SealedEvent sealed = EventJson.seal(event(random, envelope, mayEnd));
        headHash = sealed.hash();
        content = sealed.event().content();
        return sealed;
    }

    private CredentialEvent event(SplittableRandom random, EventEnvelope envelope, boolean mayEnd) {
        CredentialContent before = content;
        if (before == null) {
            return created(random, envelope);
        }
        if (mayEnd && random.nextInt(DELETED) == 0) {
            deleted = true;
            return new CredentialDeleted(envelope, before);
        }
        return replaced(random, envelope, before);
    }

    private CredentialCreated created(SplittableRandom random, EventEnvelope envelope) {
        TrunkSettings settings = new TrunkSettings(
                server(envelope.version(), random),
                transport,
                "example.com",
                name,
                "Trunk " + name + " of the first floor",
                10,
                cpsKey);
        Set<CredentialField> given = EnumSet.allOf(CredentialField.class);
        if (cpsKey == null) {
            given.remove(CredentialField.CPS_KEY);
        }
        Source source = provider == null ? Source.MANUAL : Source.PROVIDER;
        return new CredentialCreated(
                envelope,
                new CredentialContent(settings, source, provider, envelope.occurredTime(), 1, 1),
                given,
                Effect.of(given));
    }

    private static CredentialReplaced replaced(
            SplittableRandom random, EventEnvelope envelope, CredentialContent before) {
        CredentialField field = changedField(random);
        Set<CredentialField> changed = EnumSet.of(field);
        int secrets = before.lastSecretVersion() + (field == CredentialField.AUTH_PASSWORD ? 1 : 0);
        CredentialContent after = new CredentialContent(
                changed(before.settings(), field, envelope.version(), random),
                before.source(),
                before.providerId(),
                before.createdTime(),
                secrets,
                secrets);
        return new CredentialReplaced(envelope, after, changed, Effect.of(changed));
    }

    private static CredentialField changedField(SplittableRandom random) {
        int chance = random.nextInt(100);
        if (chance < 35) {
            return CredentialField.DESCRIPTION;
        }
        if (chance < 60) {
            return CredentialField.SERVER;
        }
        return chance < 75 ? CredentialField.AUTH_PASSWORD : CredentialField.CPS_LIMIT;
    }

    private static TrunkSettings changed(
            TrunkSettings old, CredentialField field, long version, SplittableRandom random) {
        return new TrunkSettings(
                field == CredentialField.SERVER ? server(version, random) : old.server(),
                old.transport(),
                old.domain(),
                old.authUser(),
                field == CredentialField.DESCRIPTION
                        ? "Trunk " + old.authUser() + ", change " + version
                        : old.description(),
                field == CredentialField.CPS_LIMIT ? Integer.valueOf((int) (10 + version)) : old.cpsLimit(),
                old.cpsKey());
    }

    private static String server(long version, SplittableRandom random) {
        return "sip-" + version + "-" + random.nextInt(10_000) + ".carrier.example.net:5060";
    }

    private static EventActor actor(SplittableRandom random) {
        String trace = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        return new EventActor(
                "user-" + random.nextInt(ACTORS),
                "console",
                "192.0.2." + random.nextInt(256),
                "Mozilla/5.0 (X11; Linux x86_64)",
                null,
                new UUID(random.nextLong(), random.nextLong()).toString(),
                trace);
    }
}
