package dev.trunkledger.query.audit;

import dev.trunkledger.query.reading.Reading;
import dev.trunkledger.query.reading.SqlText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The signed checkpoints of an organisation, newest first. */
@Repository
public class AuditCheckpoints {

    private final Reading database;

    AuditCheckpoints(Reading database) {
        this.database = database;
    }

    /**
     * @param before sequence of a checkpoint that was seen; null to begin with the newest
     * @param take how many at most
     */
    public List<StoredCheckpoint> page(String orgId, @Nullable Long before, int take) {
        SqlText sql = new SqlText().add("""
                        select sequence, signed from audit_checkpoint
                        where org_id = ? and sequence < ? order by sequence desc, hash limit ?""", orgId, before == null ? Long.MAX_VALUE : before, take);
        return database.of(orgId)
                .list(sql, (row, number) -> new StoredCheckpoint(row.getLong("sequence"), row.getBytes("signed")));
    }
}
