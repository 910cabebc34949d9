package dev.trunkledger.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The span of one request, named as OpenTelemetry's conventions for HTTP servers ask, except that neither path nor query
 * are in it: who mistakes a field could have put a password there.
 */
final class RequestSpan {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final Pattern CREDENTIAL_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Span span;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    private RequestSpan(Span span, HttpServletRequest request, HttpServletResponse response) {
        this.span = span;
        this.request = request;
        this.response = response;
    }

    static RequestSpan begin(
            Tracing tracing, Optional<TraceParent> caller, HttpServletRequest request, HttpServletResponse response) {
        Span span = caller.map(parent -> tracing.begin("HTTP", SpanKind.SERVER, parent))
                .orElseGet(() -> tracing.beginTrace("HTTP", SpanKind.SERVER));
        return new RequestSpan(span, request, response);
    }

    TraceParent place() {
        return TraceParent.of(span);
    }

    /** Ends with the answer, which may be written after this dispatch. */
    void endWithAnswer(String requestId) {
        span.setAttribute("trunkledger.request.id", requestId);
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new AtTheEnd());
        } else {
            end();
        }
    }

    private void end() {
        if (span.isRecording()) {
            describe();
        }
        span.end();
    }

    private void describe() {
        int status = response.getStatus();
        boolean known = METHODS.contains(request.getMethod());
        String name = known ? request.getMethod() : "HTTP";
        span.updateName(name);
        span.setAttribute("http.request.method", known ? request.getMethod() : "_OTHER");
        span.setAttribute("url.scheme", request.getScheme());
        span.setAttribute("http.response.status_code", status);
        if (status >= 500) {
            span.setAttribute("error.type", Integer.toString(status));
            span.setStatus(StatusCode.ERROR);
        }
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
            span.updateName(name + " " + route);
            span.setAttribute("http.route", route);
        }
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("id") instanceof String id
                && CREDENTIAL_ID.matcher(id).matches()) {
            span.setAttribute("trunkledger.credential.id", id);
        }
    }

    private final class AtTheEnd implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
