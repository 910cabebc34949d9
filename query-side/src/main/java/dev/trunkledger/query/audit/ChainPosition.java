package dev.trunkledger.query.audit;

import java.util.UUID;

/** An event's place among an organisation's events: by credential, then as its history tells it, oldest first. */
public record ChainPosition(UUID credentialId, long version, long accessSequence) {}
