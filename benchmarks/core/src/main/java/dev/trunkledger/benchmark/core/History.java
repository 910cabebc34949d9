package dev.trunkledger.benchmark.core;

import dev.trunkledger.command.domain.CommandContext;
import dev.trunkledger.command.domain.CreateSipCredential;
import dev.trunkledger.command.domain.Credential;
import dev.trunkledger.command.domain.CredentialCommand;
import dev.trunkledger.command.domain.CredentialDecider;
import dev.trunkledger.command.domain.Decision;
import dev.trunkledger.command.domain.SecretChange;
import dev.trunkledger.command.domain.SecretFingerprint;
import dev.trunkledger.command.domain.UpdateSipCredential;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import java.time.Instant;
import java.util.UUID;

/** A credential whose password and limit change with every version, as the decider lets them. */
final class History {

    private static final String ORGANISATION = "organisation-of-the-benchmark";
    private static final SecretFingerprint STORED = new SecretFingerprint("a".repeat(64));
    private static final SecretFingerprint ENTERED = new SecretFingerprint("b".repeat(64));

    private final UUID id = UUID.randomUUID();
    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private Credential state = Credential.absent();
    private long version;

    SealedEvent next() {
        SealedEvent sealed = EventJson.seal(decide(command()));
        state = Credential.evolve(state, sealed);
        version++;
        return sealed;
    }

    CredentialCommand command() {
        return state instanceof Credential.Absent
                ? new CreateSipCredential(id, context(), settings(), new SecretChange.Enter(ENTERED), null)
                : new UpdateSipCredential(id, context(), null, settings(), new SecretChange.Enter(ENTERED));
    }

    CredentialEvent decide(CredentialCommand command) {
        return switch (CredentialDecider.decide(state, command, STORED, null)) {
            case Decision.Accepted(CredentialEvent event) -> event;
            case Decision other -> throw new IllegalStateException("Not accepted: " + other);
        };
    }

    private CommandContext context() {
        EventActor actor = new EventActor(
                "user-17",
                "console",
                "192.0.2.17",
                "Mozilla/5.0 (X11; Linux x86_64)",
                "limit raised for the campaign",
                "7d444840-9dc0-11d1-b245-5ffdce74fad2",
                "0af7651916cd43dd8448eb211c80319c");
        return new CommandContext(ORGANISATION, actor, false, start.plusSeconds(version), UUID.randomUUID());
    }

    private TrunkSettings settings() {
        return new TrunkSettings(
                "sip.carrier.example.net:5061",
                Transport.TLS,
                "carrier.example.net",
                "trunk-17",
                "Trunk of the first floor",
                (int) (10 + version),
                "pool-4");
    }
}
