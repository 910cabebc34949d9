package dev.trunkledger.system;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.system.ApiClient.Answer;
import dev.trunkledger.system.TraceCollector.Sent;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Traces from the HTTP request through the event to the projection, as a collector gets them. */
class TracingSystemTest {

    private static final String CREDENTIALS = "/api/v1/sip-credentials";
    private static final String CANARY = "cAnArY-2e77d01b9c";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";

    private static TraceCollector collector;
    private static Deployment deployment;

    @BeforeAll
    static void start() {
        collector = new TraceCollector();
        deployment = Deployment.startWith(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.endpoint(),
                // At once; by default spans wait for others for 5 s.
                "OTEL_BSP_SCHEDULE_DELAY",
                "100"));
    }

    @AfterAll
    static void stop() {
        deployment.close();
        collector.close();
    }

    @Test
    void followAWriteFromTheRequestThroughTheEventToTheReadModels() {
        ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "alice");
        String trace = newTrace();

        Answer created = caller.post(CREDENTIALS, body(), "traceparent", traceParent(trace));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.json().get("id").stringValue();
        String topic = deployment.topicNames().events();
        await().atMost(Deployment.PATIENCE).until(() -> collector.spansOf(trace).size() >= 3);
        Sent request = theOne(trace, "POST " + CREDENTIALS);
        Sent sending = theOne(trace, "send " + topic);
        Sent processing = theOne(trace, "process " + topic);
        assertThat(request.service()).isEqualTo("trunkledger-command-side");
        assertThat(request.span().getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(request.parentId()).isEqualTo(CALLERS_SPAN);
        assertThat(sending.service()).isEqualTo("trunkledger-command-side");
        assertThat(sending.span().getKind()).isEqualTo(SpanKind.SPAN_KIND_PRODUCER);
        assertThat(sending.parentId()).isEqualTo(request.spanId());
        assertThat(processing.service()).isEqualTo("trunkledger-query-side");
        assertThat(processing.span().getKind()).isEqualTo(SpanKind.SPAN_KIND_CONSUMER);
        assertThat(processing.parentId()).isEqualTo(sending.spanId());
        for (String name : List.of("sip-credential-events", "sip-credentials")) {
            assertThat(TopicReader.header(deployment.topics().of(name, id).getFirst(), "traceparent"))
                    .as("what further consumers are a part of")
                    .isEqualTo("00-" + trace + "-" + sending.spanId() + "-01");
        }
    }

    @Test
    void holdNothingThatACallerMayHaveMistakenForAnotherField() {
        ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "alice");
        String trace = newTrace();
        caller.post(CREDENTIALS, body(), "traceparent", traceParent(trace), "X-Change-Reason", CANARY);
        caller.post(CREDENTIALS, "{\"server\":\"" + CANARY, "traceparent", traceParent(trace));
        caller.get(CREDENTIALS + "?search=" + CANARY, "traceparent", traceParent(trace));
        caller.get(CREDENTIALS + "/" + CANARY, "traceparent", traceParent(trace), "User-Agent", CANARY);

        await().atMost(Deployment.PATIENCE).until(() -> collector.spansOf(trace).size() >= 6);
        for (String spelling : Spellings.of(CANARY)) {
            assertThat(collector.everything()).noneMatch(text -> text.contains(spelling));
        }
    }

    @Test
    void costNoRequestWhenTheCollectorIsAway() {
        ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "alice");
        collector.goAway();
        try {
            for (int i = 0; i < 50; i++) {
                assertThat(caller.post(CREDENTIALS, body()).status()).isEqualTo(201);
            }
        } finally {
            collector.comeBack();
        }

        String trace = newTrace();
        await().atMost(Deployment.PATIENCE).until(() -> {
            caller.post(CREDENTIALS, body(), "traceparent", traceParent(trace));
            return collector.spansOf(trace).stream()
                    .map(Sent::service)
                    .collect(toSet())
                    .containsAll(Set.of("trunkledger-command-side", "trunkledger-query-side"));
        });
    }

    private static String body() {
        return "{\"server\":\"sip.example.com\",\"authUser\":\"trunk\",\"authPassword\":\"" + CANARY + "\"}";
    }

    private static Sent theOne(String trace, String name) {
        List<Sent> found = collector.spansOf(trace).stream()
                .filter(sent -> sent.span().getName().equals(name))
                .toList();
        assertThat(found).as(name + " among " + collector.spansOf(trace)).hasSize(1);
        return found.getFirst();
    }

    private static String newTrace() {
        UUID random = UUID.randomUUID();
        return HexFormat.of().toHexDigits(random.getMostSignificantBits())
                + HexFormat.of().toHexDigits(random.getLeastSignificantBits());
    }

    private static String traceParent(String trace) {
        return "00-" + trace + "-" + CALLERS_SPAN + "-01";
    }
}
