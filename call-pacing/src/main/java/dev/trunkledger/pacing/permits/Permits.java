package dev.trunkledger.pacing.permits;

import dev.trunkledger.pacing.gate.Gate;
import dev.trunkledger.pacing.gate.Reservation;
import dev.trunkledger.pacing.gate.StartRequest;
import dev.trunkledger.pacing.limits.CallLimits;
import dev.trunkledger.pacing.limits.Limits;
import dev.trunkledger.pacing.limits.LimitsUnknownException;
import dev.trunkledger.pacing.store.Gates;
import dev.trunkledger.pacing.store.GatesUnavailableException;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/** Decides whether calls may start. What it grants is reserved; nothing is given back. */
@Component
public class Permits {

    private static final long MILLISECOND = 1_000_000;

    private final CallLimits limits;
    private final Gates gates;
    private final PermitMeters meters;

    Permits(CallLimits limits, Gates gates, PermitMeters meters) {
        this.limits = limits;
        this.gates = gates;
        this.meters = meters;
    }

    /**
     * @throws LimitsUnknownException when the limits are not known yet
     * @throws GatesUnavailableException when the store that counts the starts is away
     */
    public PermitAnswer acquire(PermitRequest request) {
        long since = System.nanoTime();
        try {
            PermitAnswer answer = switch (limits.find(request.orgId(), request.credentialId())) {
                case CallLimits.Found.Known(Limits known) -> acquire(request, known);
                case CallLimits.Found.Deleted _ -> new PermitAnswer.Deleted();
                case CallLimits.Found.Unknown _ -> new PermitAnswer.Unknown();
            };
            meters.answered(request.calls(), answer, since);
            return answer;
        } catch (LimitsUnknownException | GatesUnavailableException e) {
            meters.unavailable(since);
            throw e;
        }
    }

    private PermitAnswer acquire(PermitRequest request, Limits known) {
        List<Gate> passed = known.gates();
        Integer limit = known.effective();
        if (passed.isEmpty() || limit == null) {
            return new PermitAnswer.Granted(null, Collections.nCopies(request.calls(), 0L));
        }
        StartRequest start = new StartRequest(passed, request.calls(), request.maxWait());
        long least = gates.minWaitNanos(start);
        if (least > request.maxWait().toNanos()) {
            return new PermitAnswer.NeverFits(limit, milliseconds(least));
        }
        return switch (gates.reserve(start)) {
            case Reservation.Granted(long delay, long spacing) ->
                new PermitAnswer.Granted(limit, delays(request.calls(), delay, spacing));
            case Reservation.Refused(long retryAfter) ->
                new PermitAnswer.Refused(limit, Math.max(1, milliseconds(retryAfter)));
        };
    }

    private static List<Long> delays(int calls, long delay, long spacing) {
        return LongStream.range(0, calls)
                .mapToObj(call -> milliseconds(delay + call * spacing))
                .toList();
    }

    private static long milliseconds(long nanos) {
        return Math.ceilDiv(nanos, MILLISECOND);
    }
}
