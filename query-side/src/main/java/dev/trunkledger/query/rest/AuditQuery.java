package dev.trunkledger.query.rest;

import dev.trunkledger.events.CredentialField;
import dev.trunkledger.http.input.ParameterForms;
import dev.trunkledger.http.input.QueryParameters;
import dev.trunkledger.query.audit.AuditFilter;
import dev.trunkledger.query.cursor.CursorScope;
import dev.trunkledger.query.projection.Action;
import java.util.function.Function;

/** What is asked of an organisation's audit entries. */
record AuditQuery(AuditFilter filter, Paging paging) {

    static AuditQuery from(String orgId, QueryParameters query, Function<QueryParameters, Paging> pages) {
        AuditFilter filter = new AuditFilter(
                orgId,
                query.optional("credentialId", ParameterForms.uuid()),
                query.optional("actor", ParameterForms.text(255)),
                query.optional(
                        "action",
                        ParameterForms.oneOf(
                                "created, replaced, restored, deleted, erased or revealed", Action::named)),
                query.optional(
                        "field",
                        ParameterForms.oneOf(
                                "server, transport, domain, authUser, authPassword, description, cpsLimit or cpsKey",
                                CredentialField::named)),
                query.optional("requestId", ParameterForms.text(128)),
                query.optional("from", ParameterForms.timestamp()),
                query.optional("to", ParameterForms.timestamp()));
        AuditQuery asked = new AuditQuery(filter, pages.apply(query));
        query.refuseFaults();
        return asked;
    }

    CursorScope scope() {
        return new Terms()
                .with("credentialId", filter.credentialId())
                .with("actor", filter.actor())
                .with("action", filter.action())
                .with("field", filter.field())
                .with("requestId", filter.requestId())
                .with("from", filter.from())
                .with("to", filter.to())
                .scope(filter.orgId(), "audit");
    }
}
