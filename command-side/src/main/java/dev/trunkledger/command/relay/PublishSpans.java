package dev.trunkledger.command.relay;

import dev.trunkledger.http.TraceParent;
import dev.trunkledger.http.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A span for each event of a batch, from when it is taken up until Kafka has acknowledged it: a part of the trace of the
 * request that made the event, and the parent of what consumers do with it. A batch that failed leaves none, as it is tried
 * again; the names are those of OpenTelemetry's conventions for Kafka.
 */
final class PublishSpans {

    private final Tracing tracing;
    private final String topic;
    private final List<Span> begun = new ArrayList<>();

    /** @param topic which the span names; each event may go to others too */
    PublishSpans(Tracing tracing, String topic) {
        this.tracing = tracing;
        this.topic = topic;
    }

    /** @return the event with the place of its span, if it has one */
    StoredEvent begin(StoredEvent event) {
        return tracing.isOn()
                ? TraceParent.parse(event.traceParent())
                        .map(request -> begin(event, request))
                        .orElse(event)
                : event;
    }

    private StoredEvent begin(StoredEvent event, TraceParent request) {
        Span span = tracing.begin("send " + topic, SpanKind.PRODUCER, request);
        span.setAttribute("messaging.system", "kafka");
        span.setAttribute("messaging.operation.type", "send");
        span.setAttribute("messaging.operation.name", "send");
        span.setAttribute("messaging.destination.name", topic);
        span.setAttribute("messaging.kafka.message.key", event.key());
        begun.add(span);
        return event.withTraceParent(TraceParent.of(span).header());
    }

    void acknowledged() {
        begun.forEach(Span::end);
    }
}
