package dev.trunkledger.pacing.permits;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Counts requests and starts by result; whose they are shows in {@code GET /cps-pools}, never in a metric. */
@Component
class PermitMeters {

    private static final String REQUESTS = "trunkledger.permits";
    private static final String STARTS = "trunkledger.permits.starts";

    private final MeterRegistry meters;

    PermitMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void answered(int calls, PermitAnswer answer, long since) {
        switch (answer) {
            case PermitAnswer.Granted granted -> {
                String result = result(granted);
                request(result, "none", since);
                meters.counter(STARTS, "result", result).increment(calls);
            }
            case PermitAnswer.Refused _ -> refused("cps-limit", calls, since);
            case PermitAnswer.NeverFits _ -> refused("max-wait", calls, since);
            case PermitAnswer.Deleted _ -> request("refused", "deleted", since);
            case PermitAnswer.Unknown _ -> request("refused", "unknown", since);
        }
    }

    void unavailable(long since) {
        request("refused", "unavailable", since);
    }

    private static String result(PermitAnswer.Granted granted) {
        if (granted.limit() == null) {
            return "unlimited";
        }
        return granted.delaysMs().getLast() == 0 ? "granted" : "delayed";
    }

    private void refused(String reason, int calls, long since) {
        request("refused", reason, since);
        meters.counter(STARTS, "result", "refused").increment(calls);
    }

    private void request(String result, String reason, long since) {
        meters.timer(REQUESTS, "result", result, "reason", reason)
                .record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }
}
