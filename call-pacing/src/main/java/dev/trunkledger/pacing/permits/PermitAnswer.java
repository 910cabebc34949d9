package dev.trunkledger.pacing.permits;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times are whole milliseconds from the answer on, rounded up: nobody starts early. */
public sealed interface PermitAnswer {

    /**
     * @param limit starts per second that hold at the moment; null for none
     * @param delaysMs when each call may start, the first one first
     */
    record Granted(@Nullable Integer limit, List<Long> delaysMs) implements PermitAnswer {}

    /** @param retryAfterMs when the same request would be granted, if nobody else comes before */
    record Refused(int limit, long retryAfterMs) implements PermitAnswer {}

    /** So many calls never fit into so short a time. @param leastWaitMs the shortest {@code maxWait} that they need */
    record NeverFits(int limit, long leastWaitMs) implements PermitAnswer {}

    record Deleted() implements PermitAnswer {}

    /** No such credential, or another organisation's. */
    record Unknown() implements PermitAnswer {}
}
