package dev.trunkledger.events;

import org.jspecify.annotations.Nullable;

/**
 * What the owner of a credential configures, but for the secret.
 *
 * @param server SIP server as RFC 3261 {@code hostport}; registrations and call signalling go there
 * @param domain authentication realm; when null the server address serves
 * @param cpsLimit calls per second through this trunk; null = unlimited
 * @param cpsKey credentials of one organisation with equal keys share one limit
 */
public record TrunkSettings(
        String server,
        Transport transport,
        @Nullable String domain,
        @Nullable String authUser,
        @Nullable String description,
        @Nullable Integer cpsLimit,
        @Nullable String cpsKey) {}
