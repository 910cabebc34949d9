package dev.trunkledger.query.projection;

/** One link of a chain: a version of a credential, or an access by its sequence. */
public record EventId(Chain chain, long number) {}
