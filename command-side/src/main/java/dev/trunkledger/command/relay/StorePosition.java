package dev.trunkledger.command.relay;

/**
 * A place in the order in which the relay reads.
 *
 * @param transactionId PostgreSQL's xid8, an unsigned 64-bit number, as text
 * @param globalIndex order of insertion, which decides within one transaction
 */
record StorePosition(String transactionId, long globalIndex) {

    /** Before everything. */
    static final StorePosition BEGINNING = new StorePosition("0", 0);
}
