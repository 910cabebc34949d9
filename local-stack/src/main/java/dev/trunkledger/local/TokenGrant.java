package dev.trunkledger.local;

import java.time.Duration;

/**
 * What a token is to say.
 *
 * @param scope names with a space between them; may be empty
 */
record TokenGrant(String orgId, String sub, String scope, Duration ttl) {}
