package dev.trunkledger.command.eventstore;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The credentials that are deleted and whose secrets still exist, by the time of their deletion. */
public final class DeletedCredentials {

    private final JdbcClient jdbc;

    public DeletedCredentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those deleted at a time or before, the longest deleted first.
     *
     * @param after where the page before ended, {@link Deletion#first()} for the first one
     * @param limit how many at most
     */
    public List<Deletion> until(Instant time, Deletion after, int limit) {
        return jdbc.sql("""
                        select credential_id, org_id, version, deleted_time from ledger.deleted_credential
                        where deleted_time <= ? and (deleted_time, credential_id) > (?, ?)
                        order by deleted_time, credential_id limit ?""")
                .param(OffsetDateTime.ofInstant(time, ZoneOffset.UTC))
                .param(OffsetDateTime.ofInstant(after.time(), ZoneOffset.UTC))
                .param(after.credentialId())
                .param(limit)
                .query((row, _) -> new Deletion(
                        row.getObject("credential_id", UUID.class),
                        row.getString("org_id"),
                        row.getLong("version"),
                        row.getObject("deleted_time", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** @param version of the event that deleted it */
    public record Deletion(UUID credentialId, String orgId, long version, Instant time) {

        /** Before all others. */
        public static Deletion first() {
            return new Deletion(new UUID(0, 0), "", 0, Instant.EPOCH);
        }
    }
}
