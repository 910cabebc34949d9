package dev.trunkledger.command.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trunkledger.command.domain.CreateSipCredential;
import dev.trunkledger.command.domain.DeleteSipCredential;
import dev.trunkledger.command.domain.SecretChange;
import dev.trunkledger.command.domain.UpdateSipCredential;
import dev.trunkledger.command.domain.Warning;
import dev.trunkledger.command.eventstore.CommandAttachments;
import dev.trunkledger.command.eventstore.IdempotencyClaim;
import dev.trunkledger.command.rest.CredentialBodyReader.Use;
import dev.trunkledger.command.secret.EnteredSecret;
import dev.trunkledger.command.secret.NewCredentialKey;
import dev.trunkledger.command.secret.PlainSecret;
import dev.trunkledger.command.secret.SecretVault;
import dev.trunkledger.events.PublicCredential;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes commands of requests, sends them, and makes answers of what comes of them. */
@Component
class SipCredentialWrites {

    private final SentCommands commands;
    private final SecretVault vault;
    private final PoolWarnings poolWarnings;
    private final Idempotency idempotency;
    private final InstantSource clock;

    SipCredentialWrites(
            SentCommands commands,
            SecretVault vault,
            PoolWarnings poolWarnings,
            Idempotency idempotency,
            InstantSource clock) {
        this.commands = commands;
        this.vault = vault;
        this.poolWarnings = poolWarnings;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    WriteAnswer create(WriteRequest request, InputStream stream) throws IOException {
        try (BodyBytes bytes = BodyBytes.read(stream);
                CredentialBody body = CredentialBodyReader.read(bytes, Use.CREATION)) {
            body.refuseFaults();
            UUID id = UUID.randomUUID();
            List<Warning> warnings = poolWarnings.of(request.caller().orgId(), id, body.settings());
            RepeatableRequest repeatable = new RepeatableRequest(
                    request.caller().orgId(),
                    request.key(),
                    HttpStatus.CREATED,
                    warnings,
                    List.of("POST".getBytes(UTF_8), bytes.bytes()));
            return idempotency.once(repeatable, claim -> {
                PublicCredential created = create(id, request, body, claim);
                return new WriteAnswer(HttpStatus.CREATED, created, warnings, false);
            });
        }
    }

    private PublicCredential create(
            UUID id, WriteRequest request, CredentialBody body, @Nullable IdempotencyClaim claim) {
        NewCredentialKey key = vault.newKey(request.caller().orgId(), id);
        try (EnteredSecret entered = enter(body, key::enter)) {
            CreateSipCredential command = new CreateSipCredential(
                    id,
                    request.context(clock.instant()),
                    body.settings(),
                    change(body, entered, request),
                    body.provider());
            return commands.send(
                    command,
                    new CommandAttachments(key, entered, claim, request.facts().traceParent()));
        }
    }

    WriteAnswer replace(UUID id, WriteRequest request, InputStream stream) throws IOException {
        try (BodyBytes bytes = BodyBytes.read(stream);
                CredentialBody body = CredentialBodyReader.read(bytes, Use.REPLACEMENT)) {
            body.refuseFaults();
            List<Warning> warnings = poolWarnings.of(request.caller().orgId(), id, body.settings());
            String target = "PUT " + id + " " + request.keepAuthPassword();
            RepeatableRequest repeatable = new RepeatableRequest(
                    request.caller().orgId(),
                    request.key(),
                    HttpStatus.OK,
                    warnings,
                    List.of(target.getBytes(UTF_8), bytes.bytes()));
            return idempotency.once(repeatable, claim -> {
                PublicCredential replaced = SentCommands.underTheKeyOfNow(() -> replace(id, request, body, claim));
                return new WriteAnswer(HttpStatus.OK, replaced, warnings, false);
            });
        }
    }

    private PublicCredential replace(
            UUID id, WriteRequest request, CredentialBody body, @Nullable IdempotencyClaim claim) {
        String orgId = request.caller().orgId();
        try (EnteredSecret entered = enter(body, password -> vault.enter(orgId, id, password))) {
            UpdateSipCredential command = new UpdateSipCredential(
                    id,
                    request.context(clock.instant()),
                    request.expectedVersion(),
                    body.settings(),
                    change(body, entered, request));
            return commands.send(
                    command,
                    new CommandAttachments(null, entered, claim, request.facts().traceParent()));
        }
    }

    WriteAnswer delete(UUID id, WriteRequest request) {
        RepeatableRequest repeatable = new RepeatableRequest(
                request.caller().orgId(),
                request.key(),
                HttpStatus.NO_CONTENT,
                List.of(),
                List.of(("DELETE " + id).getBytes(UTF_8)));
        return idempotency.once(repeatable, claim -> {
            DeleteSipCredential command =
                    new DeleteSipCredential(id, request.context(clock.instant()), request.expectedVersion());
            commands.send(
                    command,
                    new CommandAttachments(null, null, claim, request.facts().traceParent()));
            return new WriteAnswer(HttpStatus.NO_CONTENT, null, List.of(), false);
        });
    }

    private static @Nullable EnteredSecret enter(CredentialBody body, Function<PlainSecret, EnteredSecret> vault) {
        return body.secret() instanceof RequestedSecret.Given(var password) ? vault.apply(password) : null;
    }

    private static SecretChange change(CredentialBody body, @Nullable EnteredSecret entered, WriteRequest request) {
        if (entered != null) {
            return new SecretChange.Enter(entered.fingerprint());
        }
        if (body.secret() instanceof RequestedSecret.Cleared) {
            return new SecretChange.Clear();
        }
        return request.keepAuthPassword() ? new SecretChange.Keep() : new SecretChange.Omitted();
    }
}
