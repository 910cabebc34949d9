package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.mock.env.MockEnvironment;

class TracingTest {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
    private static final EdgeFixture EDGE = EdgeFixture.start(Traced.class);

    @AfterAll
    static void stop() {
        EDGE.close();
    }

    @BeforeEach
    void forget() {
        SPANS.reset();
    }

    @Test
    void recordsARequestAsAPartOfItsCallersTrace() {
        var answer = EDGE.send(EDGE.read("/api/v1/samples/numbers/7?take=2&search=canary-7c1f")
                .header("traceparent", CALLER)
                .header("X-Request-Id", "r-7"));

        assertThat(answer.statusCode()).isEqualTo(200);
        SpanData span = theOnlySpan();
        assertThat(span.getName()).isEqualTo("GET /api/v1/samples/numbers/{number}");
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(span.getAttributes().get(STATUS)).isEqualTo(200);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("trunkledger.request.id")))
                .isEqualTo("r-7");
        assertThat(span.toString()).doesNotContain("canary-7c1f");
    }

    @Test
    void tellsHandlersTheSpansPlaceSoThatWhatTheyCauseIsAPartOfIt() {
        var answer = EDGE.send(EDGE.read("/api/v1/samples/facts").header("traceparent", CALLER));

        SpanData span = theOnlySpan();
        assertThat(EdgeFixture.json(answer).path("traceParent").asString())
                .isEqualTo("00-" + TRACE_ID + "-" + span.getSpanId() + "-01");
    }

    @Test
    void beginsATraceWhereTheCallerHasNone() {
        var answer = EDGE.send(EDGE.read("/api/v1/samples/facts"));

        SpanData span = theOnlySpan();
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(EdgeFixture.json(answer).path("traceId").asString()).isEqualTo(span.getTraceId());
    }

    @Test
    void leavesOutWhatTheCallerDoesNotWantRecorded() {
        var answer =
                EDGE.send(EDGE.read("/api/v1/samples/facts").header("traceparent", CALLER.replaceAll("01$", "00")));

        assertThat(EdgeFixture.json(answer).path("traceParent").asString())
                .startsWith("00-" + TRACE_ID)
                .endsWith("-00");
        assertThat(SPANS.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void marksFailuresOfTheService() {
        EDGE.send(EDGE.read("/api/v1/samples/defect"));

        SpanData span = theOnlySpan();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(STATUS)).isEqualTo(500);
        assertThat(span.toString()).doesNotContain("canary-7c1f");
    }

    @Test
    void doesNotTakeARefusalForAFailure() {
        EDGE.send(EDGE.request("/api/v1/samples/canary-7c1f"));

        SpanData span = theOnlySpan();
        assertThat(span.getName()).isEqualTo("GET");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getAttributes().get(STATUS)).isEqualTo(401);
        assertThat(span.toString()).doesNotContain("canary-7c1f");
    }

    @Test
    void namesAMethodThatNobodyKnowsOther() {
        EDGE.send(EDGE.request("/api/v1/samples/facts").method("BREW", HttpRequest.BodyPublishers.noBody()));

        SpanData span = theOnlySpan();
        assertThat(span.getName()).isEqualTo("HTTP");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("http.request.method")))
                .isEqualTo("_OTHER");
    }

    @Test
    void endsOnceWithAnAnswerThatComesLater() {
        assertThat(EDGE.send(EDGE.read("/api/v1/samples/later")).statusCode()).isEqualTo(200);
        assertThat(EDGE.send(EDGE.read("/api/v1/samples/later-wrong")).statusCode())
                .isEqualTo(409);

        await().untilAsserted(() -> assertThat(SPANS.getFinishedSpanItems())
                .extracting(SpanData::getName, span -> span.getAttributes().get(STATUS))
                .containsExactlyInAnyOrder(
                        tuple("GET /api/v1/samples/later", 200L), tuple("GET /api/v1/samples/later-wrong", 409L)));
    }

    @Test
    void recordsNothingOfTheManagementPort() {
        EDGE.send(EDGE.management("/actuator/health/liveness"));
        EDGE.send(EDGE.read("/api/v1/samples/facts"));

        assertThat(theOnlySpan().getName()).isEqualTo("GET /api/v1/samples/facts");
    }

    @Test
    void isOffUntilACollectorIsNamed() {
        MockEnvironment settings = new MockEnvironment();
        assertThat(Tracing.of(settings).isOn()).isFalse();
        settings.setProperty("otel.exporter.otlp.endpoint", "");
        assertThat(Tracing.of(settings).isOn()).isFalse();
        settings.setProperty("otel.exporter.otlp.traces.endpoint", "http://127.0.0.1:9/v1/traces");
        try (Tracing tracing = Tracing.of(settings)) {
            assertThat(tracing.isOn()).isTrue();
        }
    }

    /** The span ends after the answer is out. */
    private static SpanData theOnlySpan() {
        List<SpanData> spans = await().until(SPANS::getFinishedSpanItems, ended -> !ended.isEmpty());
        assertThat(spans).hasSize(1);
        return spans.getFirst();
    }

    @Configuration(proxyBeanMethods = false)
    static class Traced {

        @Bean
        @Primary
        Tracing traced() {
            return new Tracing(OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
                            .build())
                    .build());
        }
    }
}
