package dev.trunkledger.command.access;

import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.SealedAccess;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The accesses that were recorded, one chain per credential. */
final class AccessTable {

    private static final String NEWEST =
            "select type, payload from ledger.access_event where credential_id = ? order by sequence desc limit 1";

    // One statement, so that what it looks at is what stands at its commit or was changed at the same time: no access
    // is
    // recorded, and so no secret shown, after a deletion, an erasure or a change that was committed before.
    private static final String APPEND = """
            insert into ledger.access_event
                   (credential_id, sequence, type, org_id, occurred_time, traceparent, payload)
            select :id, :sequence, :type, :org, :time, :traceparent, :payload
             where :time > (select ledger.history_closed_until())
               and exists (select from vault.secret where credential_id = :id and secret_version = :secret)
               and :version = (select version from ledger.event where credential_id = :id order by version desc limit 1)
            on conflict do nothing""";

    private final JdbcClient jdbc;

    AccessTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<SealedAccess> newest(UUID credentialId) {
        return jdbc.sql(NEWEST)
                .param(credentialId)
                .query((row, _) -> AccessJson.read(row.getString("type"), row.getBytes("payload")))
                .optional();
    }

    /**
     * Returns when it is durable.
     *
     * @return false when nothing was stored: another access came first, or the credential has changed
     */
    boolean append(SealedAccess access, @Nullable String traceParent) {
        SecretRevealed event = access.event();
        EventEnvelope envelope = event.envelope();
        return jdbc.sql(APPEND)
                        .param("id", envelope.credentialId())
                        .param("sequence", event.sequence())
                        .param("type", access.type())
                        .param("org", envelope.orgId())
                        .param("time", envelope.occurredTime().atOffset(ZoneOffset.UTC))
                        .param("traceparent", traceParent, Types.VARCHAR)
                        .param("payload", access.json())
                        .param("secret", event.secretVersion())
                        .param("version", envelope.version())
                        .update()
                == 1;
    }
}
