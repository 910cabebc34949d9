package dev.trunkledger.command.eventstore;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The first answers to Idempotency-Keys, kept for 24 hours. */
public final class IdempotentAnswers {

    private final JdbcClient jdbc;

    public IdempotentAnswers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<StoredAnswer> find(String orgId, String key) {
        return jdbc.sql("""
                        select request_hash, status, credential_id, version, warnings
                        from ledger.idempotency
                        where org_id = ? and idempotency_key = ? and expires_time > now()""")
                .param(orgId)
                .param(key)
                .query((row, _) -> new StoredAnswer(
                        row.getBytes("request_hash"),
                        row.getInt("status"),
                        row.getObject("credential_id", UUID.class),
                        row.getLong("version"),
                        row.getString("warnings")))
                .optional();
    }
}
