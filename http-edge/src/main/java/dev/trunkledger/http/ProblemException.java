package dev.trunkledger.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal on its way to the caller as a problem answer (RFC 9457). Not a fault of ours, so without stack trace. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<FieldFault> errors;
    private final transient Map<String, Object> members;
    private final transient Map<String, String> headers;

    /** @param detail what is wrong this time, for people; never repeats a value from the request */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), Map.of(), Map.of());
    }

    private ProblemException(
            ProblemType type,
            String detail,
            List<FieldFault> errors,
            Map<String, Object> members,
            Map<String, String> headers) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.members = members;
        this.headers = headers;
    }

    /** @param faults one entry for every fault, not only the first */
    public ProblemException withErrors(List<FieldFault> faults) {
        return new ProblemException(type, detail(), faults, members, headers);
    }

    /** @param value a string, number, boolean, or a list or map of these */
    public ProblemException with(String member, Object value) {
        return new ProblemException(type, detail(), errors, plus(members, member, value), headers);
    }

    public ProblemException withHeader(String name, String value) {
        return new ProblemException(type, detail(), errors, members, plus(headers, name, value));
    }

    /** Rounded up to whole seconds, as the header wants them. */
    public ProblemException retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return withHeader("Retry-After", Long.toString(seconds));
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        @Nullable String message = getMessage();
        return message == null ? type.explanation() : message;
    }

    public List<FieldFault> errors() {
        return errors;
    }

    Map<String, Object> members() {
        return members;
    }

    Map<String, String> headers() {
        return headers;
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
