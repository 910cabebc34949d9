package dev.trunkledger.pacing.rest;

import dev.trunkledger.http.Caller;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.pacing.permits.PermitAnswer;
import dev.trunkledger.pacing.permits.PermitRequest;
import dev.trunkledger.pacing.permits.Permits;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Grants starts of calls. What is granted is reserved at once, so that each answer counts, used or not. */
@RestController
class CallPermitsController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Permits permits;

    CallPermitsController(Permits permits) {
        this.permits = permits;
    }

    @PostMapping(
            path = "/api/v1/sip-credentials/{id}/call-permits",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(Scopes.CALL_PERMITS)
    ResponseEntity<ObjectNode> acquire(
            Caller caller, @PathVariable UUID id, @RequestBody(required = false) byte @Nullable [] bytes) {
        CallPermitBody body = CallPermitBody.read(bytes == null ? new byte[0] : bytes);
        PermitRequest request = new PermitRequest(caller.orgId(), id, body.calls(), body.maxWait());
        return switch (permits.acquire(request)) {
            case PermitAnswer.Granted granted -> ok(granted);
            case PermitAnswer.Refused refused -> throw PermitProblems.refused(refused);
            case PermitAnswer.NeverFits never -> throw PermitProblems.neverFits(never, body.calls());
            case PermitAnswer.Deleted _ -> throw PermitProblems.deleted();
            case PermitAnswer.Unknown _ -> throw PermitProblems.unknown();
        };
    }

    private static ResponseEntity<ObjectNode> ok(PermitAnswer.Granted granted) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("granted", granted.delaysMs().size());
        answer.put("delayMs", granted.delaysMs().getFirst());
        var delays = answer.putArray("delaysMs");
        granted.delaysMs().forEach(delays::add);
        answer.put("limit", granted.limit());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }
}
