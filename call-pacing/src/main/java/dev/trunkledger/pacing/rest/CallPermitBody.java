package dev.trunkledger.pacing.rest;

import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.input.ObjectBody;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many calls want to start, and how long they would wait; one at once when nothing is said. */
record CallPermitBody(int calls, Duration maxWait) {

    static final int MOST_CALLS = 1_000;
    static final int LONGEST_WAIT_MS = 60_000;

    /** @throws ProblemException 400 when it is not of the documented form, 422 when a number is out of range */
    static CallPermitBody read(byte[] bytes) {
        if (bytes.length == 0) {
            return new CallPermitBody(1, Duration.ZERO);
        }
        ObjectBody body = ObjectBody.read(bytes);
        BigInteger calls = body.wholeNumber("calls");
        BigInteger maxWaitMs = body.wholeNumber("maxWaitMs");
        body.refuseFaults();
        List<FieldFault> faults = new ArrayList<>();
        CallPermitBody read = new CallPermitBody(
                within("/calls", calls, 1, MOST_CALLS, 1, faults),
                Duration.ofMillis(within("/maxWaitMs", maxWaitMs, 0, LONGEST_WAIT_MS, 0, faults)));
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, "A number is out of range; errors says which.")
                    .withErrors(faults);
        }
        return read;
    }

    private static int within(
            String pointer, @Nullable BigInteger value, int least, int most, int otherwise, List<FieldFault> faults) {
        if (value == null) {
            return otherwise;
        }
        if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            faults.add(new FieldFault(pointer, "out-of-range", "It must be from " + least + " to " + most + "."));
            return otherwise;
        }
        return value.intValue();
    }
}
