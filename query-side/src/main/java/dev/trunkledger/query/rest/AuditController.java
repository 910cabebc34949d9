package dev.trunkledger.query.rest;

import dev.trunkledger.http.Caller;
import dev.trunkledger.http.RequiresScope;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.query.audit.AuditEntries;
import dev.trunkledger.query.audit.AuditPage;
import dev.trunkledger.query.audit.AuditPosition;
import dev.trunkledger.query.cursor.CursorPosition;
import dev.trunkledger.query.cursor.CursorScope;
import dev.trunkledger.query.cursor.Cursors;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What happened: to one credential, and in a whole organisation. Deleted credentials keep their history. */
@RestController
class AuditController {

    private final AuditEntries entries;
    private final Cursors cursors;

    AuditController(AuditEntries entries, Cursors cursors) {
        this.entries = entries;
        this.cursors = cursors;
    }

    @GetMapping(path = "/api/v1/sip-credentials/{id}/history", produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope({Scopes.READ, Scopes.AUDIT})
    ObjectNode history(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        var query = new QueryParameters(request.getParameterMap());
        Paging paging = Paging.from(query);
        query.refuseFaults();
        CursorScope scope = new Terms().with("credentialId", id).scope(caller.orgId(), "history");
        CursorPosition position = paging.position(cursors, scope);
        Long before = position == null ? null : Long.valueOf(position.keys().getFirst());
        AuditPage page = entries.history(caller.orgId(), id, before, paging.take());
        if (page.items().isEmpty()) {
            throw CredentialAnswers.notFound();
        }
        return AuditJson.history(page, paging.take(), cursor(scope, page));
    }

    @GetMapping(path = "/api/v1/audit-entries", produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresScope(Scopes.AUDIT)
    ObjectNode auditEntries(Caller caller, HttpServletRequest request) {
        AuditQuery asked = AuditQuery.from(caller.orgId(), new QueryParameters(request.getParameterMap()));
        CursorPosition position = asked.paging().position(cursors, asked.scope());
        AuditPage page =
                entries.page(asked.filter(), before(position), asked.paging().take());
        return AuditJson.entries(page, asked.paging().take(), cursor(asked.scope(), page));
    }

    private static @Nullable AuditPosition before(@Nullable CursorPosition position) {
        return position == null
                ? null
                : new AuditPosition(
                        Instant.parse(position.keys().get(1)),
                        UUID.fromString(position.keys().get(2)),
                        Long.parseLong(position.keys().get(0)));
    }

    private @Nullable String cursor(CursorScope scope, AuditPage page) {
        if (!page.more()) {
            return null;
        }
        AuditPosition last = AuditPosition.of(page.items().getLast());
        return cursors.write(
                scope,
                CursorPosition.of(
                        Long.toString(last.version()),
                        last.occurredTime().toString(),
                        last.credentialId().toString()));
    }
}
