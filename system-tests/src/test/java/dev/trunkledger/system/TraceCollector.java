package dev.trunkledger.system;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes spans as an OpenTelemetry collector does, by OTLP over HTTP. */
final class TraceCollector implements AutoCloseable {

    private final Queue<ExportTraceServiceRequest> exports = new ConcurrentLinkedQueue<>();
    private final int port;
    private HttpServer server;

    /** A span, and which service sent it. */
    record Sent(String service, Span span) {

        String spanId() {
            return hex(span.getSpanId());
        }

        String parentId() {
            return hex(span.getParentSpanId());
        }
    }

    TraceCollector() {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        server = listen(port);
    }

    List<Sent> spansOf(String traceId) {
        return exports.stream()
                .flatMap(export -> export.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream()
                        .map(ScopeSpans::getSpansList)
                        .flatMap(List::stream)
                        .map(span -> new Sent(service(resource), span)))
                .filter(sent -> hex(sent.span().getTraceId()).equals(traceId))
                .toList();
    }

    /** All that ever came, as texts to search. */
    List<String> everything() {
        return exports.stream().map(ExportTraceServiceRequest::toString).toList();
    }

    @Override
    public void close() {
        goAway();
    }

    private HttpServer listen(int wanted) {
        try {
            HttpServer listening =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
            listening.createContext("/v1/traces", this::take);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exports.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String service(ResourceSpans resource) {
        return resource.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(KeyValue::getValue)
                .map(value -> value.getStringValue())
                .findFirst()
                .orElse("");
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
