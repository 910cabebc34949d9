package dev.trunkledger.query.rest;

import dev.trunkledger.http.Caller;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.query.audit.AuditCheckpoints;
import dev.trunkledger.query.audit.StoredCheckpoint;
import dev.trunkledger.query.cursor.CursorPosition;
import dev.trunkledger.query.cursor.CursorScope;
import dev.trunkledger.query.cursor.Cursors;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The signed checkpoints of an organisation, for whoever verifies its events. */
@RestController
class AuditCheckpointsController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditCheckpoints checkpoints;
    private final Cursors cursors;

    AuditCheckpointsController(AuditCheckpoints checkpoints, Cursors cursors) {
        this.checkpoints = checkpoints;
        this.cursors = cursors;
    }

    @GetMapping(path = "/api/v1/audit-checkpoints", produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(Scopes.AUDIT)
    ObjectNode checkpoints(Caller caller, HttpServletRequest request) {
        var query = new QueryParameters(request.getParameterMap());
        Paging paging = Paging.from(query);
        query.refuseFaults();
        CursorScope scope = new Terms().scope(caller.orgId(), "audit-checkpoints");
        CursorPosition position = paging.position(cursors, scope);
        Long before = position == null ? null : Long.valueOf(position.keys().getFirst());
        // One more than asked for tells whether there is a next page.
        List<StoredCheckpoint> found = checkpoints.page(caller.orgId(), before, paging.take() + 1);
        List<StoredCheckpoint> items = found.stream().limit(paging.take()).toList();
        String next = found.size() > items.size()
                ? cursors.write(
                        scope, CursorPosition.of(Long.toString(items.getLast().sequence())))
                : null;
        return page(items, paging.take(), next);
    }

    private static ObjectNode page(List<StoredCheckpoint> items, int take, @Nullable String next) {
        ObjectNode page = JSON.createObjectNode();
        ArrayNode array = page.putArray("items");
        items.forEach(item -> array.add(JSON.readTree(item.signed())));
        return page.put("take", take).put("nextCursor", next);
    }
}
