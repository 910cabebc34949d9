package dev.trunkledger.command.rest;

import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;

/** The query of a write. As with reads, a name that is not known is refused: it may be a misspelt one. */
final class WriteParameters {

    private static final String KEEP = "keepAuthPassword";

    private WriteParameters() {}

    static void refuseAll(HttpServletRequest request) {
        if (!request.getParameterMap().isEmpty()) {
            throw invalid("", "unknown-parameter", "This call has no query parameters.");
        }
    }

    static boolean keepAuthPassword(HttpServletRequest request) {
        Map<String, String[]> given = request.getParameterMap();
        if (given.keySet().stream().anyMatch(name -> !name.equals(KEEP))) {
            throw invalid("", "unknown-parameter", "The only query parameter of this call is " + KEEP + ".");
        }
        List<String> values = List.of(given.getOrDefault(KEEP, new String[] {"false"}));
        if (!values.equals(List.of("true")) && !values.equals(List.of("false"))) {
            throw invalid("/" + KEEP, "not-boolean", KEEP + " must be true or false, once.");
        }
        return values.equals(List.of("true"));
    }

    private static ProblemException invalid(String pointer, String code, String message) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, message)
                .withErrors(List.of(new FieldFault(pointer, code, message)));
    }
}
