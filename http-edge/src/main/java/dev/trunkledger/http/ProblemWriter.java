package dev.trunkledger.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a problem as {@code application/problem+json}; the one place where that form is made. */
final class ProblemWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of a request whose answer has to break off: it has begun, and cannot be what it should. */
    static final String BREAKS_OFF = ProblemWriter.class.getName() + ".breaksOff";

    /** When the answer has already begun, only a broken connection can tell the caller: {@link RequestFactsFilter}. */
    void write(HttpServletRequest request, HttpServletResponse response, ProblemException problem) throws IOException {
        if (response.isCommitted()) {
            request.setAttribute(BREAKS_OFF, true);
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.type().status());
        problem.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("ETag", null);
        byte[] body = body(problem, instance(request));
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static byte[] body(ProblemException problem, String instance) {
        ObjectNode node = JSON.createObjectNode();
        node.put("type", problem.type().uri().toString());
        node.put("title", problem.type().title());
        node.put("status", problem.type().status());
        node.put("detail", problem.detail());
        node.put("instance", instance);
        if (!problem.errors().isEmpty()) {
            addErrors(node.putArray("errors"), problem);
        }
        for (Map.Entry<String, Object> member : problem.members().entrySet()) {
            node.set(member.getKey(), JSON.valueToTree(member.getValue()));
        }
        return JSON.writeValueAsBytes(node);
    }

    private static void addErrors(ArrayNode errors, ProblemException problem) {
        for (FieldFault fault : problem.errors()) {
            ObjectNode error = errors.addObject();
            error.put("pointer", fault.pointer());
            error.put("code", fault.code());
            error.put("message", fault.message());
        }
    }

    /** The path only: a query may hold what the caller would not want to find in a log. */
    private static String instance(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }
}
