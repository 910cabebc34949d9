package dev.trunkledger.events.wire;

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
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The life of one credential: an event of every type, chained, with every field set somewhere and unset elsewhere. */
final class SampleEvents {

    static final UUID CREDENTIAL = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    static final Instant CREATED_TIME = Instant.parse("2026-03-01T08:00:00Z");
    private static final UUID PROVIDER = UUID.fromString("0198c0de-0000-7000-8000-0000000000ff");

    static final TrunkSettings SPARSE =
            new TrunkSettings("sip.example.com", Transport.UDP, null, null, null, null, null);
    static final TrunkSettings FULL = new TrunkSettings(
            "[2001:db8::10]:5061",
            Transport.TLS,
            "realm \"quoted\" \\ back",
            "zoë",
            "Trunk to 東京 📞, second line",
            20,
            "pool-1");

    private SampleEvents() {}

    static List<SealedEvent> lifeOfACredential() {
        List<SealedEvent> events = new ArrayList<>();
        for (int version = 1; version <= 5; version++) {
            String previousHash =
                    events.isEmpty() ? null : events.get(events.size() - 1).hash();
            events.add(EventJson.seal(event(version, previousHash)));
        }
        return events;
    }

    /** The second access to the credential, while its second version was in force. */
    static SealedAccess anAccess() {
        EventEnvelope envelope = new EventEnvelope(
                new UUID(0x0198c0de_0000_7000L, 0x8000_0000_0000_2002L),
                CREDENTIAL,
                "org-münchen",
                2,
                CREATED_TIME.plusSeconds(60),
                fullActor(),
                "0123456789abcdef".repeat(4));
        return AccessJson.seal(new SecretRevealed(envelope, 2, 1));
    }

    private static CredentialEvent event(int version, @Nullable String previousHash) {
        EventEnvelope envelope = envelope(version, previousHash);
        CredentialContent sparse = new CredentialContent(SPARSE, Source.MANUAL, null, CREATED_TIME, null, 0);
        CredentialContent full = new CredentialContent(FULL, Source.PROVIDER, PROVIDER, CREATED_TIME, 1, 1);
        Set<CredentialField> all = EnumSet.allOf(CredentialField.class);
        return switch (version) {
            case 1 ->
                new CredentialCreated(
                        envelope,
                        sparse,
                        EnumSet.of(CredentialField.SERVER, CredentialField.TRANSPORT),
                        Effect.RE_REGISTER);
            case 2 -> new CredentialReplaced(envelope, full, all, Effect.RE_REGISTER);
            case 3 -> new CredentialDeleted(envelope, full);
            case 4 -> new CredentialRestored(envelope, full, 2, Set.of(), Effect.NONE);
            default ->
                new SecretsErased(
                        envelope, new CredentialContent(FULL, Source.PROVIDER, PROVIDER, CREATED_TIME, null, 1));
        };
    }

    private static EventEnvelope envelope(int version, @Nullable String previousHash) {
        return new EventEnvelope(
                new UUID(0x0198c0de_0000_7000L, 0x8000_0000_0000_1000L + version),
                CREDENTIAL,
                "org-münchen",
                version,
                CREATED_TIME.plusNanos(version * 1_000L),
                version == 1 ? sparseActor() : fullActor(),
                previousHash);
    }

    private static EventActor sparseActor() {
        return new EventActor("user-1", null, null, null, null, "request-1", null);
    }

    private static EventActor fullActor() {
        return new EventActor(
                "user-2",
                "console",
                "2001:db8::1",
                "curl/8.14.1",
                "Carrier moved,\nsee ticket 42",
                "request-2",
                "4bf92f3577b34da6a3ce929d0e0e4736");
    }
}
