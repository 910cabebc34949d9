package dev.trunkledger.events.wire;

import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretRevealed;
import tools.jackson.databind.node.ObjectNode;

/** Writes accesses to secrets as sealed canonical JSON and reads them back, as {@link EventJson} does with events. */
public final class AccessJson {

    private AccessJson() {}

    /**
     * The access with its hash, as it is stored and published.
     *
     * @throws IllegalArgumentException on text that is not Unicode (a lone surrogate)
     */
    public static SealedAccess seal(SecretRevealed access) {
        CanonicalWriter unsealed = write(access);
        String hash = EventHash.of(unsealed.bytes());
        return new SealedAccess(access, EventTypes.REVEALED, hash, unsealed.bytesWithHash(hash));
    }

    /**
     * Reads a stored or published access. The hash is taken as it stands; {@link EventJson#isIntact} checks it.
     *
     * @throws UnreadableEventException when the type is unknown or the value is not an access of that type
     */
    public static SealedAccess read(String type, byte[] json) {
        if (!EventTypes.REVEALED.equals(type)) {
            throw new UnreadableEventException("This version knows no access of that type");
        }
        ObjectNode node = JsonReading.parse(json);
        EventReader.requireType(type, node);
        SecretRevealed access = new SecretRevealed(
                EventReader.envelope(node),
                JsonReading.number(node, "sequence"),
                JsonReading.integer(node, "secretVersion"));
        return new SealedAccess(access, type, JsonReading.text(node, EventHash.MEMBER), json);
    }

    private static CanonicalWriter write(SecretRevealed access) {
        EventEnvelope envelope = access.envelope();
        CanonicalWriter out = new CanonicalWriter();
        out.begin();
        ActorJson.write(out, envelope.actor());
        out.member("credentialId", envelope.credentialId().toString());
        out.member("eventId", envelope.eventId().toString());
        out.placeOfHash();
        out.member("occurredTime", envelope.occurredTime().toString());
        out.member("orgId", envelope.orgId());
        out.member("previousHash", envelope.previousHash());
        out.member("secretVersion", access.secretVersion());
        out.member("sequence", access.sequence());
        out.member("type", EventTypes.REVEALED);
        out.member("version", envelope.version());
        out.end();
        return out;
    }
}
