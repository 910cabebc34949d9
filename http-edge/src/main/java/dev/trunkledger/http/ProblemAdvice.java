package dev.trunkledger.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers whatever a handler throws as a problem. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {

    private final ProblemTranslation translation;
    private final ProblemWriter writer;

    ProblemAdvice(ProblemTranslation translation, ProblemWriter writer) {
        this.translation = translation;
        this.writer = writer;
    }

    /** The caller has hung up while the answer was written: nobody is left to be told, and nothing is wrong here. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void nobodyListens() {}

    // Written straight to the response: whatever the Accept header says, a refusal must reach the caller.
    @ExceptionHandler(Throwable.class)
    void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        writer.write(request, response, translation.problemOf(failure));
    }
}
