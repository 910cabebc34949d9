package dev.trunkledger.command.rest;

import dev.trunkledger.command.domain.RevealReason;
import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.input.ObjectBody;
import java.util.List;

/** What a request for a password says: why. */
record RevealBody(String reason) {

    /** @throws ProblemException 400 when it is not of the documented form, 422 when it gives no proper reason */
    static RevealBody read(BodyBytes bytes) {
        ObjectBody body = ObjectBody.read(bytes.bytes());
        String reason = body.text("reason");
        body.refuseFaults();
        if (reason == null) {
            throw invalid(List.of(new FieldFault("/reason", "required", "Say why the password is needed.")));
        }
        List<FieldFault> faults = RevealReason.faults(reason).stream()
                .map(fault -> new FieldFault("/reason", fault.code(), fault.message()))
                .toList();
        if (!faults.isEmpty()) {
            throw invalid(faults);
        }
        return new RevealBody(reason);
    }

    private static ProblemException invalid(List<FieldFault> faults) {
        return new ProblemException(ProblemType.VALIDATION_FAILED, "The reason breaks a rule; errors says which.")
                .withErrors(faults);
    }
}
