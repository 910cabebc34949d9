package dev.trunkledger.command.relay;

import java.util.List;

/**
 * What the relay may publish next.
 *
 * @param position up to where everything is published
 * @param acknowledged the last offset of each partition that Kafka has acknowledged
 * @param settled the next events: no transaction that could still commit one before them is running
 * @param moreUnsettled whether there are events behind them that have to wait for such a transaction
 */
record PendingEvents(
        StorePosition position, PartitionOffsets acknowledged, List<StoredEvent> settled, boolean moreUnsettled) {

    boolean isEmpty() {
        return settled.isEmpty();
    }

    /** The same events, as the next ones of a relay that has got just before them by now. */
    PendingEvents seenFrom(PendingEvents now) {
        return new PendingEvents(now.position, now.acknowledged, settled, moreUnsettled);
    }

    StorePosition lastPosition() {
        return settled.getLast().position();
    }
}
