package dev.trunkledger.local;

import java.util.Set;
import java.util.regex.Pattern;

/** Which side answers a call. In containers {@code deploy/proxy/nginx.conf} decides the same way. */
enum Destination {
    COMMAND_SIDE,
    QUERY_SIDE,
    CALL_PACING;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern PERMITS = Pattern.compile("/api/v1/sip-credentials/[^/]+/call-permits");
    private static final Pattern LIMITS = Pattern.compile("/api/v1/sip-credentials/[^/]+/cps|/api/v1/cps-pools");

    /** @param path as the caller wrote it, still percent-encoded and without the query */
    static Destination of(String method, String path) {
        if (method.equals("POST") && PERMITS.matcher(path).matches()) {
            return CALL_PACING;
        }
        if ((method.equals("GET") || method.equals("HEAD"))
                && LIMITS.matcher(path).matches()) {
            return CALL_PACING;
        }
        return READING.contains(method) || !path.startsWith("/api/") ? QUERY_SIDE : COMMAND_SIDE;
    }
}
