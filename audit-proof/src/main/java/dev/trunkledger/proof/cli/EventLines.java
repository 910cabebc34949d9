package dev.trunkledger.proof.cli;

import dev.trunkledger.proof.json.Members;
import dev.trunkledger.proof.json.UnreadableJsonException;
import java.io.IOException;
import java.io.InputStream;

/**
 * An export: one event on each line, as {@code {"type": "CredentialCreated.v1", "event": {…}}}. The type is the wire name,
 * in Kafka the header {@code ce_type}; the event is the value as it was sealed, in any spacing and order of members. Other
 * members of the line are left alone. The schema is {@code schemas/AuditEventLine.v1.json}.
 */
record EventLines(InputStream in) implements EventSource {

    @Override
    public void readInto(EventSink sink) throws IOException {
        new Lines(in).forEach((number, bytes) -> {
            try {
                Members line = Members.parse(bytes);
                sink.event(line.text("type"), line.members("event"));
            } catch (UnreadableJsonException e) {
                sink.unreadable("line " + number, String.valueOf(e.getMessage()));
            }
        });
    }
}
