package dev.trunkledger.query.rest;

import dev.trunkledger.http.Caller;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.query.audit.AuditEntries;
import dev.trunkledger.query.audit.AuditPage;
import dev.trunkledger.query.audit.AuditPosition;
import dev.trunkledger.query.audit.HistoryPosition;
import dev.trunkledger.query.cursor.CursorScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happened: to one credential, and in a whole organisation. Deleted credentials keep their history. */
@RestController
class AuditController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditEntries entries;
    private final AuditCursors cursors;
    private final Exports exports;

    AuditController(AuditEntries entries, AuditCursors cursors, Exports exports) {
        this.entries = entries;
        this.cursors = cursors;
        this.exports = exports;
    }

    @GetMapping(path = "/api/v1/sip-credentials/{id}/history", produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope({Scopes.READ, Scopes.AUDIT})
    ObjectNode history(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        var query = new QueryParameters(request.getParameterMap());
        Paging paging = Paging.from(query);
        query.refuseFaults();
        CursorScope scope = new Terms().with("credentialId", id).scope(caller.orgId(), "credential-history");
        AuditPage page = entries.history(caller.orgId(), id, cursors.history(scope, paging), paging.take());
        if (page.items().isEmpty()) {
            throw CredentialAnswers.notFound();
        }
        AuditPosition next = page.next();
        return AuditJson.history(
                page, paging.take(), next == null ? null : cursors.write(scope, HistoryPosition.of(next)));
    }

    // Written by itself: which form the caller wants is not for the framework to guess among three.
    @GetMapping(path = "/api/v1/audit-entries")
    @RequiresScope(Scopes.AUDIT)
    void auditEntries(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Representation form = Representation.preferred(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        var query = new QueryParameters(request.getParameterMap());
        switch (form) {
            case PAGE -> page(AuditQuery.from(caller.orgId(), query, Paging::from), response);
            case LINES ->
                export(AuditQuery.from(caller.orgId(), query, Paging::ofExport), new EntryLines(), request, response);
            case TABLE ->
                export(AuditQuery.from(caller.orgId(), query, Paging::ofExport), new EntryTable(), request, response);
        }
    }

    private void page(AuditQuery asked, HttpServletResponse response) throws IOException {
        CursorScope scope = asked.scope();
        int take = asked.paging().take();
        AuditPage page = entries.page(asked.filter(), cursors.entry(scope, asked.paging()), take);
        AuditPosition next = page.next();
        ObjectNode json = AuditJson.entries(page, take, next == null ? null : cursors.write(scope, next));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsBytes(json));
    }

    private void export(AuditQuery asked, EntryForm form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var chunks = new EntryChunks(asked, form, entries, cursors);
        exports.send(asked.filter().orgId(), form.file(), chunks, request, response);
    }
}
