package dev.trunkledger.command.rest;

import dev.trunkledger.command.checkpoint.Checkpointing;
import dev.trunkledger.command.checkpoint.Checkpointing.Outcome;
import dev.trunkledger.http.Caller;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Checkpoints on demand. */
@RestController
class AuditCheckpointController {

    /** A little more than what has to pass, as clocks tick in steps. */
    private static final long PAUSE_MS = Checkpointing.LAG.toMillis() + 50;

    private final ObjectProvider<Checkpointing> checkpointing;

    AuditCheckpointController(ObjectProvider<Checkpointing> checkpointing) {
        this.checkpointing = checkpointing;
    }

    /** Covers all that was answered before the request came, which is why it waits first. */
    @PostMapping(path = "/api/v1/audit-checkpoints", produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(Scopes.AUDIT)
    CompletableFuture<ResponseEntity<byte[]>> checkpoint(Caller caller, HttpServletRequest http) {
        WriteParameters.refuseAll(http);
        Checkpointing signing = checkpointing.getIfAvailable();
        if (signing == null) {
            throw new ProblemException(
                    ProblemType.SERVICE_UNAVAILABLE, "This installation has no key to sign checkpoints with.");
        }
        return CompletableFuture.supplyAsync(
                () -> answer(signing.checkpoint(caller.orgId())),
                CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS));
    }

    private static ResponseEntity<byte[]> answer(Outcome outcome) {
        return ResponseEntity.status(outcome.made() ? HttpStatus.CREATED : HttpStatus.OK)
                .contentType(MediaType.APPLICATION_JSON)
                .body(outcome.signed().json());
    }
}
