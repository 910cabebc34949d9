package dev.trunkledger.events;

import org.jspecify.annotations.Nullable;

/**
 * Who caused an event, from where and why.
 *
 * @param sub subject of the caller's token (RFC 9068)
 * @param clientId OAuth client that the caller used
 * @param reason the caller's own words ({@code X-Change-Reason})
 * @param requestId {@code X-Request-Id}, the caller's or made here
 * @param traceId W3C trace id, 32 lower-case hex digits
 */
public record EventActor(
        String sub,
        @Nullable String clientId,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String reason,
        String requestId,
        @Nullable String traceId) {}
