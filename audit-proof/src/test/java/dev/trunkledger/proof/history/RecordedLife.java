package dev.trunkledger.proof.history;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.EventHash;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Truly sealed and chained events of one credential, a second apart, as lines that tests may falsify. */
public final class RecordedLife {

    public static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final EventActor ACTOR = new EventActor("alice", null, null, null, null, "request-1", null);

    private final UUID credentialId;
    private final String orgId;
    private final List<Line> lines = new ArrayList<>();
    private @Nullable String head;
    private @Nullable String accessHead;
    private long versions;
    private long accesses;

    private RecordedLife(UUID credentialId, String orgId) {
        this.credentialId = credentialId;
        this.orgId = orgId;
    }

    /** One event under its label. */
    public record Line(String type, ObjectNode event) {

        public String text() {
            return JSON.createObjectNode().put("type", type).set("event", event).toString();
        }

        byte[] bytes() {
            return event.toString().getBytes(StandardCharsets.UTF_8);
        }

        long number() {
            return event.get(event.has("sequence") ? "sequence" : "version").longValue();
        }

        Line with(String name, String value) {
            return new Line(type, event.deepCopy().put(name, value));
        }

        /** As somebody would who knows how events are sealed. */
        Line resealed() {
            return with("hash", EventHash.of(event));
        }
    }

    public static RecordedLife of(UUID credentialId, String orgId, int versions) {
        RecordedLife life = new RecordedLife(credentialId, orgId);
        for (int i = 0; i < versions; i++) {
            life.change();
        }
        return life;
    }

    public RecordedLife change() {
        versions++;
        EventEnvelope envelope = envelope(versions, BEGIN.plusSeconds(versions), head);
        CredentialContent content = new CredentialContent(
                new TrunkSettings("sip" + versions + ".example.com", Transport.UDP, null, null, null, null, null),
                Source.MANUAL,
                null,
                BEGIN,
                1,
                1);
        SealedEvent sealed = EventJson.seal(
                versions == 1
                        ? new CredentialCreated(envelope, content, Set.of(CredentialField.SERVER), Effect.RE_REGISTER)
                        : new CredentialReplaced(
                                envelope, content, Set.of(CredentialField.SERVER), Effect.RE_REGISTER));
        head = sealed.hash();
        lines.add(line(sealed.type(), sealed.json()));
        return this;
    }

    public RecordedLife reveal() {
        accesses++;
        EventEnvelope envelope = envelope(versions, BEGIN.plusSeconds(versions).plusMillis(accesses), accessHead);
        SealedAccess sealed = AccessJson.seal(new SecretRevealed(envelope, accesses, 1));
        accessHead = sealed.hash();
        lines.add(line(sealed.type(), sealed.json()));
        return this;
    }

    public List<Line> lines() {
        return new ArrayList<>(lines);
    }

    private EventEnvelope envelope(long version, Instant time, @Nullable String previousHash) {
        return new EventEnvelope(UUID.randomUUID(), credentialId, orgId, version, time, ACTOR, previousHash);
    }

    private static Line line(String type, byte[] json) {
        return new Line(type, (ObjectNode) JSON.readTree(json));
    }
}
