package dev.trunkledger.command.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trunkledger.command.domain.EraseSecrets;
import dev.trunkledger.command.domain.RestoreSipCredential;
import dev.trunkledger.command.domain.Warning;
import dev.trunkledger.command.eventstore.CommandAttachments;
import dev.trunkledger.command.eventstore.IdempotencyClaim;
import dev.trunkledger.command.eventstore.RecordedEvents;
import dev.trunkledger.command.secret.NewCredentialKey;
import dev.trunkledger.command.secret.SecretVault;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Takes credentials back to an earlier version, and destroys the secrets of those that will not come back. */
@Component
class DeletedCredentialWrites {

    private final SentCommands commands;
    private final SecretVault vault;
    private final RecordedEvents events;
    private final PoolWarnings poolWarnings;
    private final Idempotency idempotency;
    private final InstantSource clock;

    DeletedCredentialWrites(
            SentCommands commands,
            SecretVault vault,
            RecordedEvents events,
            PoolWarnings poolWarnings,
            Idempotency idempotency,
            InstantSource clock) {
        this.commands = commands;
        this.vault = vault;
        this.events = events;
        this.poolWarnings = poolWarnings;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    WriteAnswer restore(UUID id, WriteRequest request, InputStream stream) throws IOException {
        try (BodyBytes bytes = BodyBytes.read(stream)) {
            RestorationBody body = RestorationBody.read(bytes);
            List<Warning> warnings = warnings(request, id, body.version());
            RepeatableRequest repeatable = new RepeatableRequest(
                    request.caller().orgId(),
                    request.key(),
                    HttpStatus.OK,
                    warnings,
                    List.of(("POST " + id + "/restorations").getBytes(UTF_8), bytes.bytes()));
            return idempotency.once(
                    repeatable,
                    claim -> new WriteAnswer(HttpStatus.OK, restore(id, request, body, claim), warnings, false));
        }
    }

    private PublicCredential restore(
            UUID id, WriteRequest request, RestorationBody body, @Nullable IdempotencyClaim claim) {
        RestoreSipCredential command = new RestoreSipCredential(
                id,
                request.context(clock.instant()),
                request.expectedVersion(),
                body.version(),
                body.withoutAuthPassword());
        NewCredentialKey key = vault.newKey(request.caller().orgId(), id);
        return commands.send(
                command,
                new CommandAttachments(key, null, claim, request.facts().traceParent()));
    }

    WriteAnswer erase(UUID id, WriteRequest request, InputStream stream) throws IOException {
        refuseBody(stream);
        RepeatableRequest repeatable = new RepeatableRequest(
                request.caller().orgId(),
                request.key(),
                HttpStatus.NO_CONTENT,
                List.of(),
                List.of(("POST " + id + "/erasures").getBytes(UTF_8)));
        return idempotency.once(repeatable, claim -> {
            commands.send(
                    new EraseSecrets(id, request.context(clock.instant()), request.expectedVersion()),
                    new CommandAttachments(null, null, claim, request.facts().traceParent()));
            return new WriteAnswer(HttpStatus.NO_CONTENT, null, List.of(), false);
        });
    }

    /** Nothing that a caller wants of what cannot be undone may be passed over. */
    private static void refuseBody(InputStream stream) throws IOException {
        if (stream.read() >= 0) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "This call takes no body.");
        }
    }

    /** An event is never edited: what is to come of it can be told before the command. */
    private List<Warning> warnings(WriteRequest request, UUID id, long version) {
        String orgId = request.caller().orgId();
        return events.at(id, version)
                .map(SealedEvent::event)
                .filter(event -> event.envelope().orgId().equals(orgId))
                .map(event -> poolWarnings.of(orgId, id, event.content().settings()))
                .orElse(List.of());
    }
}
