package dev.trunkledger.query.audit;

/** A place in one credential's history; accesses stand above the version in whose time they fell. */
public record HistoryPosition(long version, long accessSequence) {

    public static HistoryPosition of(AuditPosition place) {
        return new HistoryPosition(place.version(), place.accessSequence());
    }
}
