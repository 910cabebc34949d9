package dev.trunkledger.command.checkpoint;

import dev.trunkledger.proof.checkpoint.Checkpoint;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checkpoints as they are stored: added to, never edited. */
final class Checkpoints {

    private final JdbcClient jdbc;

    Checkpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Organisations in which something happened since their newest checkpoint. */
    List<String> due() {
        return jdbc.sql("""
                        select o.org_id from ledger.audited_organisation o
                         where o.newest_time > coalesce(
                               (select c.occurred_time from ledger.audit_checkpoint c where c.org_id = o.org_id
                                 order by c.sequence desc limit 1), '-infinity')
                         order by o.org_id""").query((row, _) -> row.getString("org_id")).list();
    }

    Optional<SignedCheckpoint> newest(String orgId) {
        return jdbc.sql("""
                        select payload from ledger.audit_checkpoint
                         where org_id = ? order by sequence desc limit 1""")
                .param(orgId)
                .query((row, _) -> SignedCheckpoint.read(row.getBytes("payload")))
                .optional();
    }

    /** Returns whether nobody else had stored one of this number. */
    boolean add(SignedCheckpoint signed) {
        Checkpoint checkpoint = signed.checkpoint();
        OffsetDateTime time = checkpoint.time().atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        insert into ledger.audit_checkpoint (org_id, sequence, type, occurred_time, payload)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                        .param(checkpoint.orgId())
                        .param(checkpoint.sequence())
                        .param(Checkpoint.TYPE)
                        .param(time)
                        .param(signed.json())
                        .update()
                == 1;
    }
}
