package dev.trunkledger.query.projection;

/** What is known of a chain: enough to tell what follows. */
public sealed interface Head permits Projected, AccessHead {

    Chain chain();

    /** Number of the newest applied link. */
    long number();

    /** Hash of that link, which the next one has to name. */
    String headHash();
}
