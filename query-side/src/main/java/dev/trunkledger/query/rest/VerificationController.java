package dev.trunkledger.query.rest;

import dev.trunkledger.http.Caller;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.query.verification.HistoryVerification;
import dev.trunkledger.query.verification.Verification;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whether a credential's history is as it was recorded. */
@RestController
class VerificationController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HistoryVerification histories;

    VerificationController(HistoryVerification histories) {
        this.histories = histories;
    }

    @GetMapping(path = "/api/v1/sip-credentials/{id}/history/verification", produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope({Scopes.READ, Scopes.AUDIT})
    ObjectNode verification(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        new QueryParameters(request.getParameterMap()).refuseFaults();
        Verification verification = histories.verify(caller.orgId(), id).orElseThrow(CredentialAnswers::notFound);
        ObjectNode node = JSON.createObjectNode();
        node.put("verified", verification.verified());
        node.put("versions", verification.versions());
        node.put("headHash", verification.headHash());
        node.put("firstBadVersion", verification.firstBadVersion());
        node.put("accesses", verification.accesses().accesses());
        node.put("accessHeadHash", verification.accesses().headHash());
        node.put("firstBadAccess", verification.accesses().firstBad());
        return node;
    }
}
