package dev.trunkledger.query.credentials;

/** The order of a list; the id, in the same direction, breaks ties. */
public record CredentialSort(SortKey key, boolean descending) {

    /** As callers write it: the name, after a minus sign when descending. */
    public String wireName() {
        return descending ? "-" + key.wireName() : key.wireName();
    }

    String orderBy() {
        String direction = descending ? " desc" : "";
        return "order by " + key.expression() + direction + ", id" + direction;
    }

    /** The rows behind a position that is given as two placeholders. */
    String behind() {
        return "and (" + key.expression() + ", id) " + (descending ? "<" : ">") + " (?, ?)";
    }
}
