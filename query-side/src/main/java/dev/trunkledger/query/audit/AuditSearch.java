package dev.trunkledger.query.audit;

import dev.trunkledger.events.CredentialField;
import dev.trunkledger.query.projection.Action;
import dev.trunkledger.query.reading.SqlText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A filter as conditions of two kinds: those that an index leads to, in the order of time, and those that are looked at
 * row by row. There is no index for every combination, so whatever has to be looked at is bounded instead.
 *
 * @param found what an index finds
 * @param sifted what is left to look at; empty when the index finds it all
 */
record AuditSearch(String orgId, SqlText found, SqlText sifted) {

    static AuditSearch of(AuditFilter filter) {
        var search =
                new AuditSearch(filter.orgId(), new SqlText().add("where org_id = ?", filter.orgId()), new SqlText());
        boolean request = filter.requestId() != null;
        boolean credential = filter.credentialId() != null && !request;
        boolean actor = filter.actor() != null && !request && !credential;
        boolean action = filter.action() != null && filter.action() != Action.REPLACED && !request;
        boolean field = filter.field() != null && !request && !credential && !actor && !action;
        search.requestId(filter.requestId());
        search.credential(filter.credentialId(), credential);
        search.actor(filter.actor(), actor);
        search.action(filter.action(), action);
        search.field(filter.field(), field);
        search.time(filter.from(), filter.to());
        return search;
    }

    boolean sifts() {
        return !sifted.text().isEmpty();
    }

    private void requestId(@Nullable String requestId) {
        if (requestId != null) {
            found.add("and request_id = ?", requestId);
        }
    }

    private void credential(@Nullable UUID credentialId, boolean leads) {
        if (credentialId != null) {
            part(leads).add("and credential_id = ?", credentialId);
        }
    }

    private void actor(@Nullable String actor, boolean leads) {
        if (actor != null) {
            part(leads).add("and actor = ?", actor);
        }
    }

    /** With literals, all of them ours: a partial index is used only where the text itself promises its condition. */
    private void action(@Nullable Action action, boolean leads) {
        if (action != null) {
            part(leads).add("and action = '" + action.wireName() + "'");
        }
    }

    private void field(@Nullable CredentialField field, boolean leads) {
        if (field != null) {
            part(leads).add("and '" + field.wireName() + "' = any (changed_fields)");
        }
    }

    private void time(@Nullable Instant from, @Nullable Instant to) {
        if (from != null) {
            found.add("and occurred_time >= ?", from.atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            found.add("and occurred_time < ?", to.atOffset(ZoneOffset.UTC));
        }
    }

    private SqlText part(boolean leads) {
        return leads ? found : sifted;
    }
}
