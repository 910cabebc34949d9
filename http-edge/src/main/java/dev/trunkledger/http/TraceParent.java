package dev.trunkledger.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as W3C Trace Context writes it.
 *
 * @param traceId 32 lower-case hex digits
 * @param spanId 16 lower-case hex digits
 * @param flags 2 lower-case hex digits; the lowest bit says that spans of this trace are recorded
 * @param header all of it, as it is passed on
 */
public record TraceParent(String traceId, String spanId, String flags, String header) {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.{0,256})?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** What a header says that is well-formed. */
    public static Optional<TraceParent> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(header);
        boolean valid = form.matches()
                && !form.group(1).equals("ff")
                // Only versions after 00 may add fields (§3.2.4).
                && (form.group(5) == null || !form.group(1).equals("00"))
                && !form.group(2).equals(NO_TRACE)
                && !form.group(3).equals(NO_SPAN);
        return valid
                ? Optional.of(new TraceParent(form.group(2), form.group(3), form.group(4), header))
                : Optional.empty();
    }

    /** Where a span of this process is. */
    public static TraceParent of(Span span) {
        SpanContext place = span.getSpanContext();
        return of(place.getTraceId(), place.getSpanId(), place.getTraceFlags().asHex());
    }

    /** A trace of our own: not sampled, since no span of it is recorded anywhere. */
    static TraceParent fresh(SecureRandom random) {
        byte[] ids = new byte[24];
        random.nextBytes(ids);
        ids[0] |= 1;
        ids[16] |= 1;
        String hex = HexFormat.of().formatHex(ids);
        return of(hex.substring(0, 32), hex.substring(32), "00");
    }

    private static TraceParent of(String traceId, String spanId, String flags) {
        return new TraceParent(traceId, spanId, flags, "00-" + traceId + "-" + spanId + "-" + flags);
    }

    /** As the parent of spans here. */
    Context context() {
        SpanContext place = SpanContext.createFromRemoteParent(
                traceId, spanId, TraceFlags.fromHex(flags, 0), TraceState.getDefault());
        return Context.root().with(Span.wrap(place));
    }
}
