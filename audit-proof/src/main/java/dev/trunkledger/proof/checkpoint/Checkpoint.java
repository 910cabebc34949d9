package dev.trunkledger.proof.checkpoint;

import dev.trunkledger.proof.json.Members;
import dev.trunkledger.proof.json.UnreadableJsonException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is signed: how far every history of an organisation reached at a moment.
 *
 * <p>It speaks of all events whose {@code occurredTime} is not after {@code time}. Anybody who has the events can
 * therefore work out the same root; in return no event may come to be stored later that occurred by then.
 *
 * @param sequence of the organisation's checkpoints, counted from 1 without gaps
 * @param time to the microsecond, as events are
 * @param treeSize leaves of the tree: credentials, deleted and erased ones included
 * @param rootHash of the tree over {@link CredentialHeads}
 * @param heads chains that end in those leaves, see {@link CredentialHeads#chains()}
 * @param previousCheckpointHash {@link SignedCheckpoint#hash()} of the one before; null for the first
 * @param keyId see {@link CheckpointKeys#idOf}
 */
public record Checkpoint(
        String orgId,
        long sequence,
        Instant time,
        long treeSize,
        String rootHash,
        long heads,
        @Nullable String previousCheckpointHash,
        String keyId) {

    /** Stands in what is signed, so that no signature can be taken for one of something else. */
    public static final String TYPE = "AuditCheckpoint.v1";

    /** @throws IllegalArgumentException when no checkpoint can be like that */
    public Checkpoint {
        time = time.truncatedTo(ChronoUnit.MICROS);
        if (orgId.isEmpty() || sequence < 1 || treeSize < 0 || heads < treeSize) {
            throw new IllegalArgumentException("A checkpoint's numbers are out of range");
        }
        if ((sequence == 1) != (previousCheckpointHash == null)) {
            throw new IllegalArgumentException("Only the first checkpoint has none before it");
        }
    }

    ObjectNode json() {
        return Members.newObject()
                .put("heads", heads)
                .put("keyId", keyId)
                .put("orgId", orgId)
                .put("previousCheckpointHash", previousCheckpointHash)
                .put("rootHash", rootHash)
                .put("sequence", sequence)
                .put("time", time.toString())
                .put("treeSize", treeSize)
                .put("type", TYPE);
    }

    static Checkpoint read(Members json) {
        if (!json.text("type").equals(TYPE)) {
            throw new UnreadableJsonException("it is not of type " + TYPE);
        }
        try {
            return new Checkpoint(
                    json.text("orgId"),
                    json.number("sequence"),
                    json.instant("time"),
                    json.number("treeSize"),
                    json.hash("rootHash"),
                    json.number("heads"),
                    json.optionalHash("previousCheckpointHash"),
                    json.hash("keyId"));
        } catch (IllegalArgumentException e) {
            throw new UnreadableJsonException("no checkpoint can have these values");
        }
    }
}
