package dev.trunkledger.http;

import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a request that are recorded with what it causes; a controller takes them as an argument.
 *
 * @param requestId {@code X-Request-Id}, the caller's when it is well-formed, else made here
 * @param ip the client's address, as the nearest trusted proxy says
 * @param userAgent at most 512 characters
 * @param changeReason {@code X-Change-Reason}, at most 500 code points
 * @param traceId W3C trace id, 32 lower-case hex digits; the caller's or made here
 * @param traceParent W3C {@code traceparent} of that trace
 */
public record RequestFacts(
        String requestId,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String changeReason,
        @Nullable String traceId,
        @Nullable String traceParent) {}
