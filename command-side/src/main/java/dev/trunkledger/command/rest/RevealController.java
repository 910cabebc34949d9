package dev.trunkledger.command.rest;

import dev.trunkledger.command.access.RevealOutcome;
import dev.trunkledger.command.access.RevealRequest;
import dev.trunkledger.command.access.RevealUnavailableException;
import dev.trunkledger.command.access.SecretReveals;
import dev.trunkledger.http.Caller;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.RequestFacts;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.SecretAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows a password to who may see it. Each answer is an access of its own, so that no Idempotency-Key has an effect. */
@RestController
@RequestMapping(path = SipCredentialController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class RevealController {

    private final SecretReveals reveals;
    private final InstantSource clock;

    RevealController(SecretReveals reveals, InstantSource clock) {
        this.reveals = reveals;
        this.clock = clock;
    }

    @PostMapping(path = "/{id}/reveals", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(Scopes.REVEAL)
    void reveal(
            @PathVariable UUID id,
            Caller caller,
            RequestFacts facts,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        WriteRequest asked = WriteRequest.ofReveal(caller, facts, request);
        RevealBody body;
        try (BodyBytes bytes = BodyBytes.read(request.getInputStream())) {
            body = RevealBody.read(bytes);
        }
        RevealRequest reveal =
                new RevealRequest(id, asked.context(clock.instant(), body.reason()), facts.traceParent());
        switch (reveal(reveal)) {
            case RevealOutcome.Revealed revealed -> {
                try (revealed) {
                    SecretAnswers.mark(request);
                    RevealAnswer.send(revealed, response);
                }
            }
            case RevealOutcome.NotFound _ ->
                throw new ProblemException(ProblemType.NOT_FOUND, "There is no credential with that id.");
            case RevealOutcome.Gone _ ->
                throw new ProblemException(ProblemType.CREDENTIAL_DELETED, "The credential was deleted.");
            case RevealOutcome.NoSecret _ ->
                throw new ProblemException(ProblemType.NO_SECRET, "No password is stored with the credential.");
        }
    }

    private RevealOutcome reveal(RevealRequest request) {
        try {
            return reveals.reveal(request);
        } catch (RevealUnavailableException e) {
            throw new ProblemException(
                            ProblemType.SERVICE_UNAVAILABLE,
                            "The access could not be recorded, so nothing is revealed; try again.")
                    .retryAfter(Duration.ofSeconds(1));
        }
    }
}
