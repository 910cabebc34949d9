package dev.trunkledger.query.rest;

import dev.trunkledger.http.Caller;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.input.ParameterForms;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.query.audit.AuditEntries;
import dev.trunkledger.query.cursor.CursorScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sealed events themselves, for whoever wants to verify them without trusting this service. */
@RestController
class AuditEventsController {

    private final AuditEntries entries;
    private final AuditCursors cursors;
    private final Exports exports;

    AuditEventsController(AuditEntries entries, AuditCursors cursors, Exports exports) {
        this.entries = entries;
        this.cursors = cursors;
        this.exports = exports;
    }

    @GetMapping(path = "/api/v1/audit-events", produces = "application/x-ndjson")
    @RequiresScope(Scopes.AUDIT)
    void auditEvents(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var query = new QueryParameters(request.getParameterMap());
        UUID credentialId = query.optional("credentialId", ParameterForms.uuid());
        Paging paging = Paging.ofExport(query);
        query.refuseFaults();
        CursorScope scope = new Terms().with("credentialId", credentialId).scope(caller.orgId(), "audit-events");
        var chunks = new EventChunks(
                (after, take) -> entries.events(caller.orgId(), credentialId, after, take),
                place -> cursors.write(scope, place),
                cursors.event(scope, paging),
                paging.take());
        exports.send(caller.orgId(), ExportFile.lines("audit-events"), chunks, request, response);
    }
}
