package dev.trunkledger.query.credentials;

import java.util.UUID;

/** A credential that somebody wants to read as soon as it has reached a version. */
public record AwaitedVersion(String orgId, UUID id, long version) {}
