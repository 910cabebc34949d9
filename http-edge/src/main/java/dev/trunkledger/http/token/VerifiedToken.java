package dev.trunkledger.http.token;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a verified token says about its bearer. */
public record VerifiedToken(
        String orgId, String sub, @Nullable String clientId, Set<String> scopes, Instant expiresAt) {}
