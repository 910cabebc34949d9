package dev.trunkledger.command.checkpoint;

import dev.trunkledger.proof.checkpoint.Checkpoint;
import dev.trunkledger.proof.checkpoint.CheckpointSigner;
import dev.trunkledger.proof.checkpoint.HeadsRoot;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes checkpoints: closes history up to a moment ago, takes up what was committed until then, and signs the root over
 * all heads. Instances may be at it side by side; of those that make the same number one is first.
 */
public final class Checkpointing {

    /**
     * How old an event may be when it comes to be stored. Nearly all are stored within milliseconds; an instance whose
     * clock is further behind is turned away after each checkpoint until its clock has passed it.
     */
    public static final Duration LAG = Duration.ofSeconds(2);

    /** A checkpoint and whether it was made just now, and not before. */
    public record Outcome(SignedCheckpoint signed, boolean made) {}

    private final JdbcClient jdbc;
    private final ChainHeads heads;
    private final Checkpoints checkpoints;
    private final CheckpointSigner signer;

    Checkpointing(JdbcClient jdbc, ChainHeads heads, Checkpoints checkpoints, CheckpointSigner signer) {
        this.jdbc = jdbc;
        this.heads = heads;
        this.checkpoints = checkpoints;
        this.signer = signer;
    }

    /** One for every organisation in which something happened since its newest. */
    public int checkpointAll() {
        Instant time = close();
        int made = 0;
        for (String orgId : checkpoints.due()) {
            made += checkpoint(orgId, time).made() ? 1 : 0;
        }
        return made;
    }

    /**
     * A new one, or the newest when nothing happened since. It covers what was stored {@link #LAG} ago.
     *
     * @throws org.springframework.dao.DataAccessException when the store is away
     */
    public Outcome checkpoint(String orgId) {
        return checkpoint(orgId, close());
    }

    private Instant close() {
        Instant closedUntil = jdbc.sql("select ledger.close_history(? * interval '1 millisecond')")
                .param(LAG.toMillis())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        heads.takeUp();
        return closedUntil;
    }

    private Outcome checkpoint(String orgId, Instant time) {
        HeadsRoot root = new HeadsRoot();
        heads.at(orgId, time, root::add);
        Optional<SignedCheckpoint> newest = checkpoints.newest(orgId);
        if (newest.filter(signed -> covers(signed.checkpoint(), time, root)).isPresent()) {
            return new Outcome(newest.get(), false);
        }
        SignedCheckpoint signed = signer.sign(orgId, newest.orElse(null), time, root);
        // Whoever was faster looked at the same events, or at more of them.
        return checkpoints.add(signed)
                ? new Outcome(signed, true)
                : new Outcome(checkpoints.newest(orgId).orElseThrow(), false);
    }

    private static boolean covers(Checkpoint newest, Instant time, HeadsRoot root) {
        return !newest.time().isBefore(time) || root.isThatOf(newest);
    }
}
