package dev.trunkledger.http;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Handlers that do what handlers of the sides do, right and wrong. */
@RestController
@RequestMapping("/api/v1/samples")
class SampleController {

    @GetMapping("/caller")
    @RequiresScope(Scopes.READ)
    Caller caller(Caller caller) {
        return caller;
    }

    @GetMapping("/facts")
    @RequiresScope(Scopes.READ)
    Map<String, Object> facts(RequestFacts facts) {
        Map<String, Object> answer = new java.util.LinkedHashMap<>();
        answer.put("requestId", facts.requestId());
        answer.put("ip", facts.ip());
        answer.put("userAgent", facts.userAgent());
        answer.put("changeReason", facts.changeReason());
        answer.put("traceId", facts.traceId());
        answer.put("traceParent", facts.traceParent());
        return answer;
    }

    @GetMapping("/later")
    @RequiresScope(Scopes.READ)
    Callable<Map<String, String>> later(Caller caller) {
        return () -> Map.of("sub", caller.sub());
    }

    @GetMapping("/later-wrong")
    @RequiresScope(Scopes.READ)
    Callable<String> laterWrong() {
        return () -> {
            throw new ProblemException(ProblemType.CONFLICT, "Too late.");
        };
    }

    @GetMapping("/numbers/{number}")
    @RequiresScope(Scopes.READ)
    Map<String, Integer> number(@PathVariable int number, @RequestParam int take) {
        return Map.of("number", number, "take", take);
    }

    @PostMapping(path = "/bodies", consumes = "application/json", produces = "application/json")
    @RequiresScope(Scopes.READ)
    Map<String, Integer> body(@RequestBody byte[] body) {
        return Map.of("length", body.length);
    }

    @PostMapping(path = "/parsed", consumes = "application/json")
    @RequiresScope(Scopes.READ)
    Map<String, Integer> parsed(@RequestBody Map<String, Object> body) {
        return Map.of("length", body.size());
    }

    @GetMapping("/write-only")
    @RequiresScope(Scopes.WRITE)
    String writeOnly() {
        return "written";
    }

    @GetMapping("/refused")
    @RequiresScope(Scopes.READ)
    String refused() {
        throw new ProblemException(ProblemType.VALIDATION_FAILED, "2 members break a rule.")
                .withErrors(List.of(
                        new FieldFault("/server", "missing", "server is required"),
                        new FieldFault("/cpsLimit", "too-small", "cpsLimit is at least 1")))
                .with("currentVersion", 7);
    }

    @GetMapping("/database-away")
    @RequiresScope(Scopes.READ)
    String databaseAway() {
        throw new DataAccessResourceFailureException("canary-7c1f at jdbc:postgresql://db/trunkledger");
    }

    @GetMapping("/database-slow")
    @RequiresScope(Scopes.READ)
    String databaseSlow() {
        throw new QueryTimeoutException("canary-7c1f");
    }

    @GetMapping("/sql-state")
    @RequiresScope(Scopes.READ)
    String sqlState(@RequestParam String state) {
        throw new IllegalStateException("canary-7c1f", new SQLException("canary-7c1f", state));
    }

    @GetMapping("/hung-up")
    @RequiresScope(Scopes.READ)
    String hungUp() throws IOException {
        throw new AsyncRequestNotUsableException("canary-7c1f");
    }

    @GetMapping("/defect")
    @RequiresScope(Scopes.READ)
    String defect() {
        throw new IllegalStateException("canary-7c1f");
    }

    @GetMapping("/error")
    @RequiresScope(Scopes.READ)
    String error() {
        throw new AssertionError("canary-7c1f");
    }
}
