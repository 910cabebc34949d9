package dev.trunkledger.pacing.rest;

import dev.trunkledger.http.Caller;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.input.ParameterForm;
import dev.trunkledger.http.input.ParameterForms;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.pacing.gate.GateKey;
import dev.trunkledger.pacing.limits.CallLimits;
import dev.trunkledger.pacing.limits.Pool;
import dev.trunkledger.pacing.store.GateUse;
import dev.trunkledger.pacing.store.Gates;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The shared limits of an organisation, and how much of them is used at the moment. */
@RestController
class CpsPoolsController {

    private static final ParameterForm<Integer> TAKE = ParameterForms.wholeNumber(1, 1000);
    private static final int TAKE_DEFAULT = 20;
    /** Any text is looked at, so that one answer covers all that are no cursor. */
    private static final ParameterForm<String> CURSOR = new ParameterForm<>("", "", Optional::of);

    private static final GateUse NONE = new GateUse(0, 0);

    private final CallLimits limits;
    private final Gates gates;

    CpsPoolsController(CallLimits limits, Gates gates) {
        this.limits = limits;
        this.gates = gates;
    }

    @GetMapping(path = "/api/v1/cps-pools", produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope({Scopes.READ, Scopes.CALL_PERMITS})
    ObjectNode pools(Caller caller, HttpServletRequest request) {
        var query = new QueryParameters(request.getParameterMap());
        int take = query.orElse("take", TAKE, TAKE_DEFAULT);
        @Nullable String cursor = query.optional("cursor", CURSOR);
        query.refuseFaults();
        // One more than asked for tells whether there is a next page.
        List<Pool> found = limits.pools(caller.orgId(), cursor == null ? null : PoolCursor.read(cursor), take + 1);
        List<Pool> items = found.stream().limit(take).toList();
        ObjectNode page = PoolJson.object();
        write(page.putArray("items"), items);
        @Nullable
        String next = found.size() > take ? PoolCursor.write(items.getLast().cpsKey()) : null;
        return page.put("take", take).put("nextCursor", next);
    }

    private void write(ArrayNode array, List<Pool> items) {
        if (items.isEmpty()) {
            return;
        }
        Map<GateKey, GateUse> uses = gates.use(items.stream().map(Pool::gate).toList());
        items.forEach(pool -> array.add(PoolJson.of(pool, uses.getOrDefault(pool.gate(), NONE))));
    }
}
