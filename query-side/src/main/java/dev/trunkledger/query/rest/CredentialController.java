package dev.trunkledger.query.rest;

import dev.trunkledger.http.Caller;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.input.ParameterForm;
import dev.trunkledger.http.input.ParameterForms;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.query.credentials.AwaitedVersion;
import dev.trunkledger.query.credentials.Credentials;
import dev.trunkledger.query.credentials.PastCredentials;
import dev.trunkledger.query.credentials.StoredCredential;
import dev.trunkledger.query.waiting.VersionWaiting;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** One credential, as it stands now, as it stood at a time, or as soon as it has reached a version. */
@RestController
@RequestMapping(path = "/api/v1/sip-credentials/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class CredentialController {

    static final ParameterForm<Long> VERSION = ParameterForms.wholeNumber(1L, Long.MAX_VALUE);

    private final Credentials credentials;
    private final PastCredentials past;
    private final VersionWaiting waiting;

    CredentialController(Credentials credentials, PastCredentials past, VersionWaiting waiting) {
        this.credentials = credentials;
        this.past = past;
        this.waiting = waiting;
    }

    @GetMapping(params = {"!minVersion", "!asOf"})
    @RequiresScope(Scopes.READ)
    ResponseEntity<ObjectNode> credential(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        new QueryParameters(request.getParameterMap()).refuseFaults();
        return CredentialAnswers.answer(credentials.find(caller.orgId(), id), request);
    }

    @GetMapping(params = "asOf")
    @RequiresScope(Scopes.READ)
    ResponseEntity<ObjectNode> credentialAsOf(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        var query = new QueryParameters(request.getParameterMap());
        Instant asOf = query.required("asOf", ParameterForms.moment(), Instant.EPOCH);
        query.optional("minVersion", VERSION);
        if (query.has("minVersion")) {
            query.reject("minVersion", "conflicting", "waits for what is to come, asOf looks back; give one of them");
        }
        query.refuseFaults();
        return CredentialAnswers.answer(past.inForce(caller.orgId(), id, asOf), request);
    }

    /** A future, so that whoever waits holds neither a thread nor a database connection. */
    @GetMapping(params = {"minVersion", "!asOf"})
    @RequiresScope(Scopes.READ)
    CompletableFuture<ResponseEntity<ObjectNode>> credentialFromVersion(
            Caller caller, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        var query = new QueryParameters(request.getParameterMap());
        long minVersion = query.orElse("minVersion", VERSION, 1L);
        query.refuseFaults();
        Optional<PreferWait> wait = PreferWait.in(request.getHeaders("Prefer"));
        wait.ifPresent(granted -> response.setHeader("Preference-Applied", granted.applied()));
        var awaited = new AwaitedVersion(caller.orgId(), id, minVersion);
        Duration patience = wait.map(PreferWait::duration).orElse(Duration.ZERO);
        return waiting.await(awaited, patience).thenApply(arrived -> arrived(arrived, request));
    }

    /** Unknown here may only mean not projected yet, so that it is no 404; another organisation's looks the same. */
    private static ResponseEntity<ObjectNode> arrived(Optional<StoredCredential> arrived, HttpServletRequest request) {
        if (arrived.isEmpty()) {
            throw new ProblemException(
                            ProblemType.PROJECTION_BEHIND, "The credential has not reached that version here yet.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        return CredentialAnswers.answer(arrived, request);
    }
}
