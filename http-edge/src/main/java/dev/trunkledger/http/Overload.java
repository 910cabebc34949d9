package dev.trunkledger.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns requests away, at next to no cost, while more are waiting behind them than can soon be served. So those that are
 * taken are answered within a bounded time, and a storm of requests does not turn into one of timeouts and repetitions.
 */
final class Overload extends OncePerRequestFilter {

    private final IntSupplier waiting;
    private final int most;

    /**
     * @param waiting how many requests have been received and have no thread yet
     * @param most so many may wait
     */
    Overload(IntSupplier waiting, int most) {
        this.waiting = waiting;
        this.most = most;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (waiting.getAsInt() > most) {
            throw new ProblemException(ProblemType.OVERLOADED, ProblemType.OVERLOADED.explanation())
                    .retryAfter(Duration.ofSeconds(1));
        }
        chain.doFilter(request, response);
    }
}
