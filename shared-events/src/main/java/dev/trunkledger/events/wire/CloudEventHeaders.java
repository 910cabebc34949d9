package dev.trunkledger.events.wire;

import dev.trunkledger.events.EventEnvelope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers of a Kafka record in CloudEvents 1.0 binary mode (Kafka protocol binding, section 3.2). */
public final class CloudEventHeaders {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String DATA_SCHEMA = "ce_dataschema";
    /** Extension attribute: the organisation, which a tombstone's value cannot tell. UTF-8 as it is: Kafka needs no escapes. */
    public static final String ORG_ID = "ce_orgid";
    /** Extension attribute "sequence": the version in digits, with leading zeros, as texts are to sort like numbers. */
    public static final String SEQUENCE = "ce_sequence";

    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACE_PARENT = "traceparent";

    /** Begins {@link #DATA_SCHEMA} and each schema's {@code $id}: CloudEvents asks for an absolute URI. */
    public static final String SCHEMA_URN = "urn:trunkledger:schema:";

    // An event and the state that it led to share their id, so their sources differ: both together name a message.
    private static final String SOURCE_OF_EVENTS = "/trunkledger/" + Topics.EVENTS;
    private static final String SOURCE_OF_STATE = "/trunkledger/" + Topics.STATE;
    private static final String SOURCE_OF_ACCESS = "/trunkledger/" + Topics.ACCESS;

    private static final String ZEROS = "0".repeat(19);

    private CloudEventHeaders() {}

    /**
     * Headers for a message that the event caused.
     *
     * @param type wire name of the message's value, see {@link EventTypes}
     * @param traceParent W3C trace context of the request behind it, if there was one
     */
    public static Map<String, String> of(EventEnvelope envelope, String type, @Nullable String traceParent) {
        return of(envelope, envelope.version(), type, traceParent);
    }

    /** Headers for an access, whose place is that in its own chain. */
    public static Map<String, String> of(SealedAccess access, @Nullable String traceParent) {
        return of(access.event().envelope(), access.event().sequence(), access.type(), traceParent);
    }

    private static Map<String, String> of(
            EventEnvelope envelope, long sequence, String type, @Nullable String traceParent) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, envelope.eventId().toString());
        headers.put(TYPE, type);
        headers.put(SOURCE, source(type));
        headers.put(SUBJECT, envelope.credentialId().toString());
        headers.put(TIME, envelope.occurredTime().toString());
        headers.put(DATA_SCHEMA, SCHEMA_URN + type);
        headers.put(CONTENT_TYPE, "application/json");
        headers.put(ORG_ID, envelope.orgId());
        headers.put(SEQUENCE, digits(sequence));
        if (traceParent != null) {
            headers.put(TRACE_PARENT, traceParent);
        }
        return headers;
    }

    /** As "%019d" formats it: without reading a pattern, as this is done twice for each event. */
    private static String digits(long number) {
        String digits = Long.toString(number);
        return ZEROS.substring(Math.min(digits.length(), ZEROS.length())) + digits;
    }

    private static String source(String type) {
        return switch (type) {
            case EventTypes.STATE -> SOURCE_OF_STATE;
            case EventTypes.REVEALED -> SOURCE_OF_ACCESS;
            default -> SOURCE_OF_EVENTS;
        };
    }
}
