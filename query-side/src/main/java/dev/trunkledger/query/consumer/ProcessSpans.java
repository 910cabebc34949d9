package dev.trunkledger.query.consumer;

import dev.trunkledger.events.wire.CloudEventHeaders;
import dev.trunkledger.http.TraceParent;
import dev.trunkledger.http.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A span for each message of a batch that is a part of a trace, from when it was read until the read models have it. A
 * batch that failed leaves none, as it is tried again; the names are those of OpenTelemetry's conventions for Kafka.
 */
final class ProcessSpans {

    private final List<Span> begun = new ArrayList<>();

    private ProcessSpans() {}

    static ProcessSpans begin(Tracing tracing, List<ConsumerRecord<byte[], byte[]>> records) {
        ProcessSpans spans = new ProcessSpans();
        if (tracing.isOn()) {
            records.forEach(message -> spans.begin(tracing, message));
        }
        return spans;
    }

    private void begin(Tracing tracing, ConsumerRecord<byte[], byte[]> message) {
        TraceParent.parse(header(message)).ifPresent(publishing -> {
            Span span = tracing.begin("process " + message.topic(), SpanKind.CONSUMER, publishing);
            span.setAttribute("messaging.system", "kafka");
            span.setAttribute("messaging.operation.type", "process");
            span.setAttribute("messaging.operation.name", "process");
            span.setAttribute("messaging.destination.name", message.topic());
            span.setAttribute("messaging.destination.partition.id", Integer.toString(message.partition()));
            span.setAttribute("messaging.kafka.offset", message.offset());
            begun.add(span);
        });
    }

    void stored() {
        begun.forEach(Span::end);
    }

    private static String header(ConsumerRecord<byte[], byte[]> message) {
        Header header = message.headers().lastHeader(CloudEventHeaders.TRACE_PARENT);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
