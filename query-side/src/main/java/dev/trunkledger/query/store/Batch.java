package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.Chain;
import dev.trunkledger.query.projection.Fold;
import dev.trunkledger.query.projection.Folded;
import dev.trunkledger.query.projection.Head;
import dev.trunkledger.query.projection.Message;
import dev.trunkledger.query.projection.MessageId;
import dev.trunkledger.query.projection.MessageReader;
import dev.trunkledger.query.projection.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Folds readings into the tables, within a transaction that holds their partitions. Used once. */
final class Batch {

    private final JdbcTemplate database;
    private final Fold fold = new Fold();
    private final Set<Chain> asked = new HashSet<>();
    /** Those of them of which something is parked that may have waited for what comes now. */
    private final Set<Chain> heldUp = new HashSet<>();
    /** Parked messages that were taken up, and those of them that need not be parked any more. */
    private final Set<MessageId> seen = new HashSet<>();

    private final Set<MessageId> gone = new HashSet<>();

    Batch(JdbcTemplate database) {
        this.database = database;
    }

    /** Asks what is stored of the readings' chains. Who has not asked before storing is asked for it then. */
    void ask(Collection<Reading> readings, RoundTrip asking) {
        ask(chains(readings), asking);
    }

    /** The rows go with what else is to be saved. */
    Folded store(Collection<Reading> readings, RoundTrip saving) {
        take(readings);
        drain();
        return save(saving);
    }

    /** The same for messages that are parked already. */
    Folded storeParked(Collection<Message> messages, RoundTrip saving) {
        takeParked(messages);
        drain();
        return save(saving);
    }

    private void ask(Set<Chain> chains, RoundTrip asking) {
        CredentialRows.find(ids(chains, false), fold::know, asking);
        AccessHeads.find(ids(chains, true), fold::know, asking);
        ParkedRows.heldUp(chains, heldUp::add, asking);
        asked.addAll(chains);
    }

    private void take(Collection<Reading> readings) {
        Set<Chain> unasked = chains(readings);
        unasked.removeAll(asked);
        RoundTrip asking = new RoundTrip(database);
        ask(unasked, asking);
        asking.go();
        RoundTrip proving = new RoundTrip(database);
        EntryRows.hashes(fold.unproven(readings), fold::knowHash, proving);
        proving.go();
        readings.forEach(fold::take);
    }

    private void takeParked(Collection<Message> messages) {
        take(messages.stream().map(MessageReader::read).toList());
        messages.forEach(message -> seen.add(message.id()));
        Set<MessageId> settled = new HashSet<>(seen);
        settled.retainAll(fold.settled());
        gone.addAll(settled);
    }

    /** Takes in what was parked behind what has now been applied, until nothing follows any more. */
    private void drain() {
        Map<Chain, Head> reached = reached();
        while (!reached.isEmpty()) {
            List<Message> due = due(reached.values());
            if (due.isEmpty()) {
                return;
            }
            takeParked(due);
            Map<Chain, Head> before = reached;
            reached = reached();
            reached.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        }
    }

    private Map<Chain, Head> reached() {
        Map<Chain, Head> reached = new HashMap<>(fold.folded().advanced());
        reached.keySet().retainAll(heldUp);
        return reached;
    }

    private List<Message> due(Collection<Head> reached) {
        List<Message> due = new ArrayList<>();
        RoundTrip asking = new RoundTrip(database);
        ParkedRows.due(reached, due::add, asking);
        asking.go();
        due.removeIf(message -> seen.contains(message.id()));
        return due;
    }

    private Folded save(RoundTrip saving) {
        Folded folded = fold.folded();
        ParkedRows.settle(gone, saving);
        EntryRows.add(folded.entries(), saving);
        CheckpointRows.add(folded.checkpoints(), saving);
        ParkedRows.park(folded.parked(), saving);
        AccessHeads.save(folded.accesses(), saving);
        // Last, as they move totals, which all of an organisation share.
        CredentialRows.save(folded.credentials(), saving);
        return folded;
    }

    private static Set<Chain> chains(Collection<Reading> readings) {
        Set<Chain> chains = new HashSet<>();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Link link) {
                chains.add(link.chain());
            }
        }
        return chains;
    }

    private static Set<UUID> ids(Set<Chain> chains, boolean access) {
        Set<UUID> ids = new HashSet<>();
        chains.stream().filter(chain -> chain.access() == access).forEach(chain -> ids.add(chain.credentialId()));
        return ids;
    }
}
