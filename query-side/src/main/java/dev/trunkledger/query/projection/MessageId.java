package dev.trunkledger.query.projection;

/** Where a message lies: it stays there for ever, so the same id is the same message. */
public record MessageId(Partition partition, long offset) {}
