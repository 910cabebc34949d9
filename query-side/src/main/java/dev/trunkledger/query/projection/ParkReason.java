package dev.trunkledger.query.projection;

import java.util.Locale;

/** Why a message was put aside; stored in lower case, with hyphens. */
public enum ParkReason {
    /** No value: a topic that keeps everything has no use for a tombstone. */
    TOMBSTONE,
    /** An event type that this version does not know; an upgrade will. */
    UNKNOWN_TYPE,
    /** Not an event of the type it says it is. */
    UNREADABLE,
    /** The key is not the credential that the event is about. */
    WRONG_KEY,
    /** The hash is not that of the content. */
    NOT_INTACT,
    /** An earlier version has not arrived, or could not be applied. */
    GAP,
    /** It has the next version, but does not follow from what is known. */
    BROKEN_CHAIN,
    /** The version is known with another content. */
    CONFLICTING_REPEAT,
    /** The database refuses its content. */
    REFUSED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
