package dev.trunkledger.pacing.rest;

import dev.trunkledger.http.Caller;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.pacing.limits.CallLimits;
import dev.trunkledger.pacing.limits.Limits;
import dev.trunkledger.pacing.limits.Pool;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What limits the calls of one credential. */
@RestController
class CpsController {

    private final CallLimits limits;

    CpsController(CallLimits limits) {
        this.limits = limits;
    }

    @GetMapping(path = "/api/v1/sip-credentials/{id}/cps", produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope({Scopes.READ, Scopes.CALL_PERMITS})
    ObjectNode cps(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        new QueryParameters(request.getParameterMap()).refuseFaults();
        return switch (limits.find(caller.orgId(), id)) {
            case CallLimits.Found.Known(Limits known) -> answer(known);
            case CallLimits.Found.Deleted _ -> throw PermitProblems.deleted();
            case CallLimits.Found.Unknown _ -> throw PermitProblems.unknown();
        };
    }

    private static ObjectNode answer(Limits known) {
        @Nullable Pool pool = known.pool();
        ObjectNode answer = PoolJson.object();
        answer.put("own", known.own());
        answer.put("cpsKey", pool == null ? null : pool.cpsKey());
        answer.put("pool", pool == null ? null : pool.limit());
        answer.put("effective", known.effective());
        answer.put("conflict", pool != null && pool.conflict());
        if (pool == null) {
            answer.put("memberCount", 0).putArray("members");
        } else {
            PoolJson.members(answer, pool);
        }
        return answer;
    }
}
