package dev.trunkledger.events.released;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.testing.ReleasedMessages.Released;
import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.Topics;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One credential's history, told to Kafka as the command side does. Nothing in it is left to chance. */
final class History {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00.000001Z");
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final EventActor SPARSE = new EventActor("user-1", null, null, null, null, "request-1", null);
    private static final EventActor FULL = new EventActor(
            "user-2",
            "console",
            "2001:db8::1",
            "curl/8.14.1",
            "Carrier moved,\nsee ticket 42",
            "request-2",
            "4bf92f3577b34da6a3ce929d0e0e4736");

    private final int number;
    private final String orgId;
    private final Consumer<Released> kafka;
    private @Nullable SealedEvent newest;
    private @Nullable SealedAccess newestAccess;

    History(int number, String orgId, Consumer<Released> kafka) {
        this.number = number;
        this.orgId = orgId;
        this.kafka = kafka;
    }

    History created(CredentialContent content, Set<CredentialField> fields) {
        return record(new CredentialCreated(envelope(SPARSE), content, fields, Effect.of(fields)));
    }

    History replaced(CredentialContent content, Set<CredentialField> fields) {
        return record(new CredentialReplaced(envelope(FULL), content, fields, Effect.of(fields)));
    }

    History restored(CredentialContent content, long version, Set<CredentialField> fields) {
        return record(new CredentialRestored(envelope(FULL), content, version, fields, Effect.RE_REGISTER));
    }

    History deleted(CredentialContent content) {
        return record(new CredentialDeleted(envelope(SPARSE), content));
    }

    History erased(CredentialContent content) {
        return record(new SecretsErased(envelope(FULL), content));
    }

    History revealed(int secretVersion) {
        long sequence = newestAccess == null ? 1 : newestAccess.event().sequence() + 1;
        String previous = newestAccess == null ? null : newestAccess.hash();
        EventEnvelope envelope = envelope(version(), 100 + sequence, FULL, previous);
        SealedAccess access = AccessJson.seal(new SecretRevealed(envelope, sequence, secretVersion));
        newestAccess = access;
        kafka.accept(new Released(Topics.ACCESS, id().toString(), CloudEventHeaders.of(access, TRACE), access.json()));
        return this;
    }

    private History record(CredentialEvent event) {
        SealedEvent sealed = EventJson.seal(event);
        newest = sealed;
        String key = id().toString();
        String trace = event.version() == 1 ? null : TRACE;
        boolean gone = event instanceof CredentialDeleted || event instanceof SecretsErased;
        byte[] state = gone ? null : PublicCredentialJson.bytes(PublicCredential.after(event));
        kafka.accept(new Released(
                Topics.EVENTS, key, CloudEventHeaders.of(event.envelope(), sealed.type(), trace), sealed.json()));
        kafka.accept(new Released(
                Topics.STATE, key, CloudEventHeaders.of(event.envelope(), EventTypes.STATE, trace), state));
        return this;
    }

    private EventEnvelope envelope(EventActor actor) {
        long version = version() + 1;
        return envelope(version, version, actor, newest == null ? null : newest.hash());
    }

    private EventEnvelope envelope(long version, long serial, EventActor actor, @Nullable String previousHash) {
        return new EventEnvelope(
                new UUID(0x0198c0de_0000_7000L, 0x8000_0000_0000_0000L + number * 0x1000L + serial),
                id(),
                orgId,
                version,
                // An access comes between its version and the next.
                START.plusSeconds(60 * (version - 1)).plusMillis(serial >= 100 ? serial : 0),
                actor,
                previousHash);
    }

    private UUID id() {
        return new UUID(0x0198c0de_0000_7000L, 0x8000_0000_0000_0000L + number);
    }

    private long version() {
        return newest == null ? 0 : newest.event().version();
    }
}
