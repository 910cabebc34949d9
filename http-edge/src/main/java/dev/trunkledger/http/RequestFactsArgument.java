package dev.trunkledger.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands {@link RequestFacts} to controllers. */
final class RequestFactsArgument implements HandlerMethodArgumentResolver {

    private static final int REASON_LENGTH = 500;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == RequestFacts.class;
    }

    @Override
    public RequestFacts resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("Not a servlet request");
        }
        RequestFacts facts = RequestFactsFilter.of(request);
        return new RequestFacts(
                facts.requestId(),
                facts.ip(),
                facts.userAgent(),
                changeReason(request.getHeader("X-Change-Reason")),
                facts.traceId(),
                facts.traceParent());
    }

    private static @Nullable String changeReason(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String reason = utf8(header).strip();
        if (reason.codePointCount(0, reason.length()) > REASON_LENGTH) {
            throw invalid("is longer than " + REASON_LENGTH + " characters");
        }
        if (reason.codePoints().anyMatch(Character::isISOControl)) {
            throw invalid("holds control characters");
        }
        return reason;
    }

    /** The container decodes headers as ISO 8859-1; people write reasons in UTF-8. */
    private static String utf8(String header) {
        if (header.chars().anyMatch(c -> c > 0xFF)) {
            return header;
        }
        try {
            byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return header;
        }
    }

    private static ProblemException invalid(String what) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, "Header X-Change-Reason " + what + ".");
    }
}
