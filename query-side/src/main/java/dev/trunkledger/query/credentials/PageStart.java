package dev.trunkledger.query.credentials;

import java.util.UUID;

/** Where a page begins. */
public sealed interface PageStart {

    /** After this many rows; the database walks past each of them. */
    record Skip(int rows) implements PageStart {}

    /** Behind a row that was seen, at the same cost however deep. */
    record Behind(String sortKey, UUID id) implements PageStart {}
}
