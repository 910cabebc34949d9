package dev.trunkledger.command.checkpoint;

import dev.trunkledger.proof.checkpoint.ChainHead;
import dev.trunkledger.proof.checkpoint.CredentialHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far each chain reaches. Kept up behind the writers, from what they have committed: they would be slower if each
 * of them had to keep it up.
 */
final class ChainHeads {

    /** Events that one transaction takes up; a few milliseconds' work. */
    private static final int AT_ONCE = 5_000;

    /** Heads that one statement fetches. History is closed by then, so that several statements see the same. */
    private static final int PAGE = 2_000;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    // In commit order below the oldest running transaction, as the relay reads; the lock on the position is the turn.
    private static final String TAKE_UP = """
            with place as (
                select transaction_id, global_index from ledger.chain_head_position where access = %1$s for update
            ), next as (
                select e.transaction_id, e.global_index, e.credential_id, e.org_id, e.%2$s as number, e.occurred_time
                  from ledger.%3$s e, place
                 where (e.transaction_id, e.global_index) > (place.transaction_id, place.global_index)
                   and e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                 order by e.transaction_id, e.global_index
                 limit %4$d
            ), heads as (
                insert into ledger.chain_head as head (credential_id, access, org_id, number, occurred_time)
                select distinct on (credential_id) credential_id, %1$s, org_id, number, occurred_time
                  from next order by credential_id, number desc
                on conflict (credential_id, access) do update
                   set number = excluded.number, occurred_time = excluded.occurred_time
                 where head.number < excluded.number
            ), organisations as (
                insert into ledger.audited_organisation as known (org_id, newest_time)
                select org_id, max(occurred_time) from next group by org_id
                on conflict (org_id) do update set newest_time = greatest(known.newest_time, excluded.newest_time)
            ), moved as (
                update ledger.chain_head_position p
                   set transaction_id = last.transaction_id, global_index = last.global_index
                  from (select transaction_id, global_index from next
                         order by next.transaction_id desc, next.global_index desc limit 1) last
                 where p.access = %1$s
            )
            select count(*) from next
            """;

    private static final String EVENTS = TAKE_UP.formatted(false, "version", "event", AT_ONCE);
    private static final String ACCESSES = TAKE_UP.formatted(true, "sequence", "access_event", AT_ONCE);

    // Of a chain that went on since then, the head of then is looked up.
    private static final String AT = """
            select h.credential_id, past.version, past.hash, access.sequence, access.hash as access_hash
              from ledger.chain_head h
             cross join lateral (
                   select e.version, convert_from(e.payload, 'UTF8')::json ->> 'hash' as hash
                     from ledger.event e
                    where e.credential_id = h.credential_id and e.version <= h.number and e.occurred_time <= ?
                    order by e.version desc limit 1) past
              left join ledger.chain_head a on a.credential_id = h.credential_id and a.access
              left join lateral (
                   select e.sequence, convert_from(e.payload, 'UTF8')::json ->> 'hash' as hash
                     from ledger.access_event e
                    where e.credential_id = a.credential_id and e.sequence <= a.number and e.occurred_time <= ?
                    order by e.sequence desc limit 1) access on true
             where h.org_id = ? and not h.access and h.credential_id > ?
             order by h.credential_id
             limit ?
            """;

    private final JdbcClient jdbc;

    ChainHeads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes up all that is committed and settled; events first, so that no access stands without its credential. */
    void takeUp() {
        takeUp(EVENTS);
        takeUp(ACCESSES);
    }

    /** The organisation's heads at that time, in the order of the tree's leaves, none of them kept. */
    void at(String orgId, Instant time, Consumer<CredentialHead> each) {
        List<CredentialHead> page = List.of();
        do {
            UUID behind = page.isEmpty() ? BEFORE_ALL : page.getLast().credentialId();
            page = page(orgId, time.atOffset(ZoneOffset.UTC), behind);
            page.forEach(each);
        } while (page.size() == PAGE);
    }

    private List<CredentialHead> page(String orgId, OffsetDateTime time, UUID behind) {
        return jdbc.sql(AT)
                .params(time, time, orgId, behind, PAGE)
                .query((row, _) -> head(row))
                .list();
    }

    private void takeUp(String statement) {
        long taken;
        do {
            taken = jdbc.sql(statement).query(Long.class).single();
        } while (taken == AT_ONCE);
    }

    private static CredentialHead head(ResultSet row) throws SQLException {
        return new CredentialHead(
                row.getObject("credential_id", UUID.class),
                new ChainHead(row.getLong("version"), row.getString("hash")),
                access(row));
    }

    private static @Nullable ChainHead access(ResultSet row) throws SQLException {
        String hash = row.getString("access_hash");
        return hash == null ? null : new ChainHead(row.getLong("sequence"), hash);
    }
}
