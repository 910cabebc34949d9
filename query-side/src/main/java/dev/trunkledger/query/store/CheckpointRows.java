package dev.trunkledger.query.store;

import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import java.util.Collection;

/**
 * The table {@code audit_checkpoint}: only ever added to. Should two different ones ever claim the same number, both are
 * kept: that is what whoever reads them has to see.
 */
final class CheckpointRows {

    private static final String ADD = """
            insert into audit_checkpoint (org_id, sequence, hash, signed)
            select * from unnest(?, ?, ?, ?)
            on conflict do nothing
            """;

    private CheckpointRows() {}

    static void add(Collection<SignedCheckpoint> signed, RoundTrip saving) {
        saving.write(
                ADD,
                signed,
                columns -> columns.texts(one -> one.checkpoint().orgId())
                        .longs(one -> one.checkpoint().sequence())
                        .texts(SignedCheckpoint::hash)
                        .bytes(SignedCheckpoint::json));
    }
}
