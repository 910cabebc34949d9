package dev.trunkledger.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Outermost filter: gives every request its id and trace, in the log and the answer, and every failure a problem. */
final class RequestFactsFilter extends OncePerRequestFilter {

    private static final String FACTS = RequestFacts.class.getName();
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern REQUEST_ID_FORM = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");
    private static final int USER_AGENT_LENGTH = 512;

    private final SecureRandom random = new SecureRandom();
    private final ProblemTranslation translation;
    private final ProblemWriter writer;
    private final Tracing tracing;

    RequestFactsFilter(Tracing tracing, ProblemTranslation translation, ProblemWriter writer) {
        this.tracing = tracing;
        this.translation = translation;
        this.writer = writer;
    }

    /** The facts without the change reason, which {@link RequestFactsArgument} checks. */
    static RequestFacts of(HttpServletRequest request) {
        if (request.getAttribute(FACTS) instanceof RequestFacts facts) {
            return facts;
        }
        throw new IllegalStateException("RequestFactsFilter did not see this request");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(FACTS) instanceof RequestFacts known) {
            answer(known, request, response, chain);
        } else if (tracing.isOn()) {
            answerTraced(request, response, chain);
        } else {
            TraceParent place = caller(request).orElseGet(() -> TraceParent.fresh(random));
            answer(gather(request, place), request, response, chain);
        }
    }

    private void answerTraced(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        RequestSpan span = RequestSpan.begin(tracing, caller(request), request, response);
        RequestFacts facts = gather(request, span.place());
        try {
            answer(facts, request, response, chain);
        } finally {
            span.endWithAnswer(facts.requestId());
        }
    }

    private void answer(RequestFacts facts, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        request.setAttribute(FACTS, facts);
        response.setHeader(REQUEST_ID, facts.requestId());
        try (var _ = MDC.putCloseable("requestId", facts.requestId());
                var _ = MDC.putCloseable("traceId", facts.traceId())) {
            answer(request, response, chain);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (IOException gone) {
            // The caller hung up, or sent what the container cannot read: nobody is left to answer.
            throw gone;
        } catch (Exception failure) {
            writer.write(request, response, translation.problemOf(failure));
        }
        if (request.getAttribute(ProblemWriter.BREAKS_OFF) != null) {
            // Once: the container asks for an error page on the way, which has nothing to add.
            request.removeAttribute(ProblemWriter.BREAKS_OFF);
            // Closes the connection in the midst of the body, where any other end would look like the proper one.
            throw new CloseNowException();
        }
    }

    // Also the second half of an asynchronous answer is logged under its request id.
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private static Optional<TraceParent> caller(HttpServletRequest request) {
        return TraceParent.parse(request.getHeader("traceparent"));
    }

    /** @param place the caller's in its trace, or this request's own where it is traced */
    private static RequestFacts gather(HttpServletRequest request, TraceParent place) {
        String requestId = Optional.ofNullable(request.getHeader(REQUEST_ID))
                .filter(id -> REQUEST_ID_FORM.matcher(id).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        return new RequestFacts(
                requestId,
                request.getRemoteAddr(),
                userAgent(request.getHeader("User-Agent")),
                null,
                place.traceId(),
                place.header());
    }

    private static @Nullable String userAgent(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String clean = header.replaceAll("\\p{Cntrl}", "");
        return clean.substring(0, Math.min(clean.length(), USER_AGENT_LENGTH));
    }
}
