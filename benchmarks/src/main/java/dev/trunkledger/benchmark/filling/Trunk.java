package dev.trunkledger.benchmark.catchup;

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

    private final UUID id;
    private final String name;
    private long version;
    private boolean deleted;
    private @Nullable String headHash;
    private @Nullable CredentialContent content;

    Trunk(SplittableRandom random) {
        // As UUID.randomUUID would make it, but the same in every run.
        id = new UUID(
                random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() & Long.MAX_VALUE >>> 1 | Long.MIN_VALUE);
        name = Long.toString(random.nextLong(100_000, 1_000_000_000), 36);
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
            TrunkSettings settings = new TrunkSettings(
                    server(random),
                    Transport.UDP,
                    "example.com",
                    name,
                    "Trunk " + name + " of the first floor",
                    10,
                    null);
            Set<CredentialField> given =
                    EnumSet.complementOf(EnumSet.of(CredentialField.AUTH_PASSWORD, CredentialField.CPS_KEY));
            return new CredentialCreated(
                    envelope,
                    new CredentialContent(settings, Source.MANUAL, null, envelope.occurredTime(), null, 0),
                    given,
                    Effect.of(given));
        }
        if (mayEnd && random.nextInt(DELETED) == 0) {
            deleted = true;
            return new CredentialDeleted(envelope, before);
        }
        return replaced(random, envelope, before);
    }

    private CredentialReplaced replaced(SplittableRandom random, EventEnvelope envelope, CredentialContent before) {
        TrunkSettings old = before.settings();
        int chance = random.nextInt(100);
        CredentialField field = chance < 40
                ? CredentialField.DESCRIPTION
                : chance < 70 ? CredentialField.SERVER : CredentialField.CPS_LIMIT;
        TrunkSettings settings = new TrunkSettings(
                field == CredentialField.SERVER ? server(random) : old.server(),
                old.transport(),
                old.domain(),
                old.authUser(),
                field == CredentialField.DESCRIPTION ? "Trunk " + name + ", change " + version : old.description(),
                field == CredentialField.CPS_LIMIT ? Integer.valueOf((int) (10 + version)) : old.cpsLimit(),
                old.cpsKey());
        Set<CredentialField> changed = EnumSet.of(field);
        return new CredentialReplaced(
                envelope,
                new CredentialContent(settings, before.source(), null, before.createdTime(), null, 0),
                changed,
                Effect.of(changed));
    }

    private String server(SplittableRandom random) {
        return "sip-" + version + "-" + random.nextInt(10_000) + ".carrier.example.net:5060";
    }

    private static EventActor actor(SplittableRandom random) {
        String trace = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        return new EventActor(
                "user-" + random.nextInt(200),
                "console",
                "192.0.2." + random.nextInt(256),
                "Mozilla/5.0 (X11; Linux x86_64)",
                null,
                new UUID(random.nextLong(), random.nextLong()).toString(),
                trace);
    }
}
