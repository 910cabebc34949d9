package dev.trunkledger.command.eventstore;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which credentials share a limit on calls per second. */
public final class CpsKeyMembers {

    private final JdbcClient jdbc;

    public CpsKeyMembers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether another credential of the organisation with this key names another limit. One that names none does not
     * disagree: the smallest of those named holds for all.
     */
    public boolean conflicts(String orgId, String cpsKey, UUID except, @Nullable Integer cpsLimit) {
        if (cpsLimit == null) {
            return false;
        }
        return jdbc.sql("""
                        select exists (
                            select from ledger.cps_key_member
                            where org_id = ? and cps_key = ? and credential_id <> ? and cps_limit <> ?)""")
                .param(orgId)
                .param(cpsKey)
                .param(except)
                .param(cpsLimit)
                .query(Boolean.class)
                .single();
    }
}
