package dev.trunkledger.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C Trace Context: the caller's trace when its header is well-formed, else a new one. */
record TraceParent(String traceId, String header) {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.{0,256})?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    static Optional<TraceParent> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(header);
        boolean valid = form.matches()
                && !form.group(1).equals("ff")
                // Only versions after 00 may add fields (§3.2.4).
                && (form.group(4) == null || !form.group(1).equals("00"))
                && !form.group(2).equals(NO_TRACE)
                && !form.group(3).equals(NO_SPAN);
        return valid ? Optional.of(new TraceParent(form.group(2), header)) : Optional.empty();
    }

    /** A trace of our own: not sampled, since no span of it is recorded anywhere. */
    static TraceParent fresh(SecureRandom random) {
        byte[] ids = new byte[24];
        random.nextBytes(ids);
        ids[0] |= 1;
        ids[16] |= 1;
        String hex = HexFormat.of().formatHex(ids);
        String traceId = hex.substring(0, 32);
        return new TraceParent(traceId, "00-" + traceId + "-" + hex.substring(32) + "-00");
    }
}
