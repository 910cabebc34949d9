package dev.trunkledger.events.consumer;

import dev.trunkledger.events.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a message's headers say of its value, also where there is none (a tombstone) or it is of a type that is not known
 * here. A header that is missing, or that is not what it should be, is null.
 *
 * @param type wire name of the value, see {@link dev.trunkledger.events.wire.EventTypes}
 * @param orgId organisation of the credential
 * @param sequence version of the credential; for an access, its place among the accesses
 */
public record MessageHeaders(
        @Nullable String type,
        @Nullable String orgId,
        @Nullable Long sequence) {

    public static MessageHeaders of(Headers headers) {
        return new MessageHeaders(
                text(headers, CloudEventHeaders.TYPE),
                text(headers, CloudEventHeaders.ORG_ID),
                number(text(headers, CloudEventHeaders.SEQUENCE)));
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static @Nullable Long number(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
