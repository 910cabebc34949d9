package dev.trunkledger.command.rest;

import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.input.ObjectBody;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a restoration asks for.
 *
 * @param version the one to go back to
 */
record RestorationBody(long version, boolean withoutAuthPassword) {

    private static final BigInteger LAST = BigInteger.valueOf(Long.MAX_VALUE);

    /** @throws ProblemException 400 when it is not of the documented form, 422 when no version can have that number */
    static RestorationBody read(BodyBytes bytes) {
        ObjectBody body = ObjectBody.read(bytes.bytes());
        BigInteger version = body.wholeNumber("version");
        boolean withoutAuthPassword = body.flag("withoutAuthPassword");
        body.refuseFaults();
        return new RestorationBody(version(version), withoutAuthPassword);
    }

    private static long version(@Nullable BigInteger version) {
        if (version == null) {
            throw invalid("required", "Say which version to go back to.");
        }
        if (version.signum() < 1 || version.compareTo(LAST) > 0) {
            throw invalid("out-of-range", "Versions count from 1.");
        }
        return version.longValue();
    }

    private static ProblemException invalid(String code, String message) {
        return new ProblemException(ProblemType.VALIDATION_FAILED, "One rule is broken; errors says which.")
                .withErrors(List.of(new FieldFault("/version", code, message)));
    }
}
