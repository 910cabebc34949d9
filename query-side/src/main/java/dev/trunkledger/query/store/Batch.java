package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.Chain;
import dev.trunkledger.query.projection.EventId;
import dev.trunkledger.query.projection.Fold;
import dev.trunkledger.query.projection.Folded;
import dev.trunkledger.query.projection.Head;
import dev.trunkledger.query.projection.Message;
import dev.trunkledger.query.projection.MessageId;
import dev.trunkledger.query.projection.MessageReader;
import dev.trunkledger.query.projection.Reading;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Folds readings into the tables, within a transaction that holds their partitions. Used once. */
final class Batch {

    private final Tables tables;
    private final Fold fold = new Fold();
    /** Parked messages that were taken up, and those of them that need not be parked any more. */
    private final Set<MessageId> seen = new HashSet<>();

    private final Set<MessageId> gone = new HashSet<>();

    Batch(Tables tables) {
        this.tables = tables;
    }

    Folded store(List<Reading> readings) {
        take(readings);
        drain();
        return save();
    }

    /** The same for messages that are parked already. */
    Folded storeParked(List<Message> messages) {
        takeParked(messages);
        drain();
        return save();
    }

    private void take(List<Reading> readings) {
        Set<Chain> unknown = fold.unknown(readings);
        Set<UUID> credentials = ids(unknown, false);
        if (!credentials.isEmpty()) {
            fold.know(tables.credentials().find(credentials).values());
        }
        Set<UUID> accessed = ids(unknown, true);
        if (!accessed.isEmpty()) {
            fold.know(tables.accesses().find(accessed));
        }
        Set<EventId> unproven = fold.unproven(readings);
        if (!unproven.isEmpty()) {
            fold.knowHashes(tables.entries().hashes(unproven));
        }
        readings.forEach(fold::take);
    }

    private void takeParked(List<Message> messages) {
        take(messages.stream().map(MessageReader::read).toList());
        messages.forEach(message -> seen.add(message.id()));
        Set<MessageId> settled = new HashSet<>(seen);
        settled.retainAll(fold.settled());
        settled.removeAll(gone);
        if (gone.addAll(settled)) {
            tables.parked().settle(settled);
        }
    }

    /** Takes in what was parked behind what has now been applied, until nothing follows any more. */
    private void drain() {
        Map<Chain, Head> reached = new HashMap<>(fold.folded().advanced());
        while (!reached.isEmpty()) {
            List<Message> due = tables.parked().due(reached.values()).stream()
                    .filter(message -> !seen.contains(message.id()))
                    .toList();
            if (due.isEmpty()) {
                return;
            }
            takeParked(due);
            Map<Chain, Head> before = reached;
            reached = new HashMap<>(fold.folded().advanced());
            reached.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        }
    }

    private Folded save() {
        Folded folded = fold.folded();
        if (!folded.entries().isEmpty()) {
            tables.entries().add(folded.entries());
        }
        if (!folded.checkpoints().isEmpty()) {
            tables.checkpoints().add(folded.checkpoints());
        }
        if (!folded.parked().isEmpty()) {
            tables.parked().park(folded.parked());
        }
        if (!folded.accesses().isEmpty()) {
            tables.accesses().save(folded.accesses());
        }
        // Last, as they move totals, which all of an organisation share.
        if (!folded.credentials().isEmpty()) {
            tables.credentials().save(folded.credentials());
        }
        return folded;
    }

    private static Set<UUID> ids(Set<Chain> chains, boolean access) {
        Set<UUID> ids = new HashSet<>();
        chains.stream().filter(chain -> chain.access() == access).forEach(chain -> ids.add(chain.credentialId()));
        return ids;
    }
}
