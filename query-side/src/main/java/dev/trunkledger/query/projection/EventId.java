package dev.trunkledger.query.projection;

import java.util.UUID;

/** One version of one credential. */
public record EventId(UUID credentialId, long version) {}
