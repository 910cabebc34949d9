package dev.trunkledger.command.eventstore;

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
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as a decider could have made them. */
final class EventFixtures {

    static final String ORG = "acme";
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
    static final EventActor ALICE = new EventActor("alice", "console", "192.0.2.7", "curl", null, "r-1", null);

    private EventFixtures() {}

    static CredentialCreated created(UUID id, CredentialContent content, Set<CredentialField> changed) {
        return new CredentialCreated(envelope(id, 1), content, changed, Effect.of(changed));
    }

    static CredentialReplaced replaced(UUID id, long version, CredentialContent content, Set<CredentialField> changed) {
        return new CredentialReplaced(envelope(id, version), content, changed, Effect.of(changed));
    }

    static CredentialEvent restored(UUID id, long version, CredentialContent content) {
        return new CredentialRestored(envelope(id, version), content, 1, Set.of(), Effect.NONE);
    }

    static CredentialEvent deleted(UUID id, long version, CredentialContent content) {
        return new CredentialDeleted(envelope(id, version), content);
    }

    static CredentialEvent erased(UUID id, long version, CredentialContent content) {
        return new SecretsErased(envelope(id, version), content);
    }

    static CredentialContent content(@Nullable Integer cpsLimit, @Nullable String cpsKey) {
        return content("sip.example.com", cpsLimit, cpsKey, null);
    }

    static CredentialContent withSecret(int secretVersion) {
        return content("sip.example.com", null, null, secretVersion);
    }

    static CredentialContent withServer(String server) {
        return content(server, null, null, null);
    }

    private static CredentialContent content(
            String server, @Nullable Integer cpsLimit, @Nullable String cpsKey, @Nullable Integer secretVersion) {
        TrunkSettings settings = new TrunkSettings(server, Transport.UDP, null, null, null, cpsLimit, cpsKey);
        return new CredentialContent(
                settings, Source.MANUAL, null, NOON, secretVersion, secretVersion == null ? 0 : secretVersion);
    }

    private static EventEnvelope envelope(UUID id, long version) {
        String previous = version == 1 ? null : "0".repeat(64);
        return new EventEnvelope(UUID.randomUUID(), id, ORG, version, NOON, ALICE, previous);
    }
}
