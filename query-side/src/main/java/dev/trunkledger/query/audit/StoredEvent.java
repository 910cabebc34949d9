package dev.trunkledger.query.audit;

/**
 * An event as it was sealed.
 *
 * @param type wire name
 * @param json the sealed bytes, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are the record; nothing compares these.
public record StoredEvent(ChainPosition position, String type, byte[] json) {}
