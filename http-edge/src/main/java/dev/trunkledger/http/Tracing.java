package dev.trunkledger.http;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

/**
 * Spans for an OpenTelemetry collector, once {@code OTEL_EXPORTER_OTLP_ENDPOINT} (or {@code
 * OTEL_EXPORTER_OTLP_TRACES_ENDPOINT}) says where that is; none before. All other {@code OTEL_*} variables of the
 * specification count too: sampler, headers, certificates, resource attributes.
 *
 * <p>Spans leave in the background: a collector that is away or slow costs spans, and never a request.
 */
public final class Tracing implements AutoCloseable {

    private static final List<String> ENDPOINTS =
            List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint");

    private final @Nullable OpenTelemetrySdk sdk;
    private final Tracer tracer;

    Tracing(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = (sdk == null ? OpenTelemetry.noop() : sdk).getTracer("dev.trunkledger");
    }

    static Tracing of(PropertyResolver settings) {
        Map<String, String> configuration = new HashMap<>();
        for (String endpoint : ENDPOINTS) {
            String url = settings.getProperty(endpoint);
            if (StringUtils.hasText(url)) {
                configuration.put(endpoint, url);
            }
        }
        if (configuration.isEmpty()) {
            return off();
        }
        configuration.put("otel.service.name", settings.getProperty("spring.application.name", "trunkledger"));
        configuration.put("otel.exporter.otlp.protocol", "http/protobuf");
        // Metrics are for Prometheus to fetch, and logs go to standard output.
        configuration.put("otel.metrics.exporter", "none");
        configuration.put("otel.logs.exporter", "none");
        return new Tracing(AutoConfiguredOpenTelemetrySdk.builder()
                // What the environment says comes before it.
                .addPropertiesSupplier(() -> configuration)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk());
    }

    /** No spans. */
    public static Tracing off() {
        return new Tracing(null);
    }

    /** Whether spans go anywhere; where not, those that are asked for are empty. */
    public boolean isOn() {
        return sdk != null;
    }

    /**
     * Begins a span.
     *
     * @param parent what it is a part of
     */
    public Span begin(String name, SpanKind kind, TraceParent parent) {
        return begin(name, kind, parent.context());
    }

    /** Begins a span, and with it a trace. */
    Span beginTrace(String name, SpanKind kind) {
        return begin(name, kind, Context.root());
    }

    private Span begin(String name, SpanKind kind, Context parent) {
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
    }

    /** Sends what is left, as far as the collector takes it within seconds. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.close();
        }
    }
}
