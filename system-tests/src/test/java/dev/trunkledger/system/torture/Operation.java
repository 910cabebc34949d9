package dev.trunkledger.system.torture;

import dev.trunkledger.system.ApiClient;
import dev.trunkledger.system.ApiClient.Answer;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a caller wanted done, and what became of it. The event that it makes can be told by its reason.
 *
 * @see Outcome
 */
final class Operation {

    private static final String PATH = "/api/v1/sip-credentials";

    private final String reason = "operation " + UUID.randomUUID();
    private final String organisation;
    private final String method;
    private final String path;
    private final @Nullable String body;
    private final @Nullable Long expectedVersion;
    private volatile Outcome outcome = Outcome.UNKNOWN;
    private volatile long version;
    private volatile @Nullable UUID credential;

    /** What is known about it outside. */
    enum Outcome {
        /** It was answered 2xx: it is in the ledger. */
        DONE,
        /** It was answered 4xx: it is not. */
        REFUSED,
        /** It was not answered, or by an error of the server: it may be or not. */
        UNKNOWN
    }

    private Operation(
            String organisation,
            String method,
            @Nullable UUID credential,
            String path,
            @Nullable String body,
            @Nullable Long expectedVersion) {
        this.organisation = organisation;
        this.method = method;
        this.credential = credential;
        this.path = path;
        this.body = body;
        this.expectedVersion = expectedVersion;
    }

    static Operation create(String organisation, String body) {
        return new Operation(organisation, "POST", null, PATH, body, null);
    }

    /** @param expectedVersion null for whichever it is */
    static Operation replace(String organisation, UUID credential, String body, @Nullable Long expectedVersion) {
        return new Operation(organisation, "PUT", credential, PATH + "/" + credential, body, expectedVersion);
    }

    static Operation delete(String organisation, UUID credential) {
        return new Operation(organisation, "DELETE", credential, PATH + "/" + credential, null, null);
    }

    static Operation restoreFirst(String organisation, UUID credential) {
        String body = "{\"version\":1,\"withoutAuthPassword\":true}";
        return new Operation(organisation, "POST", credential, PATH + "/" + credential + "/restorations", body, null);
    }

    /** Succeeds when it was deleted. */
    static Operation erase(String organisation, UUID credential) {
        return new Operation(organisation, "POST", credential, PATH + "/" + credential + "/erasures", null, null);
    }

    boolean isErasure() {
        return path.endsWith("/erasures");
    }

    boolean isRestoration() {
        return path.endsWith("/restorations");
    }

    String reason() {
        return reason;
    }

    String organisation() {
        return organisation;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Where it was done: what it was answered. Of a deletion or an erasure it is not told, and 0. */
    long version() {
        return version;
    }

    /** Null for a creation that has not been acknowledged. */
    @Nullable
    UUID credential() {
        return credential;
    }

    @Nullable
    Long expectedVersion() {
        return expectedVersion;
    }

    /**
     * Tries it, or tries it again: its {@code Idempotency-Key} sees to it that it is done once at most.
     *
     * @return null when nothing came back
     * @throws IllegalStateException on an answer that no caller should ever get
     */
    @Nullable
    Answer tryWith(ApiClient caller) {
        List<String> headers = new ArrayList<>(List.of("Idempotency-Key", reason, "X-Change-Reason", reason));
        if (expectedVersion != null) {
            headers.addAll(List.of("If-Match", "\"" + expectedVersion + "\""));
        }
        Answer answer;
        try {
            answer = caller.send(method, path, body, headers.toArray(String[]::new));
        } catch (UncheckedIOException e) {
            return null;
        }
        understand(answer);
        return answer;
    }

    private void understand(Answer answer) {
        switch (answer.status()) {
            case 200, 201 -> {
                version = answer.json().get("version").longValue();
                credential = UUID.fromString(answer.json().get("id").stringValue());
                outcome = Outcome.DONE;
            }
            case 204 -> outcome = Outcome.DONE;
            case 503 -> {}
            case 409 -> outcome = isStillRunning(answer) ? Outcome.UNKNOWN : Outcome.REFUSED;
            case 404, 410, 412, 422 -> outcome = Outcome.REFUSED;
            default -> throw new IllegalStateException(this + " was answered " + answer.status() + " " + answer.body());
        }
    }

    private static boolean isStillRunning(Answer answer) {
        return answer.body().contains("idempotency");
    }

    @Override
    public String toString() {
        return "%s %s (%s), if %s: %s, version %d".formatted(method, path, reason, expectedVersion, outcome, version);
    }
}
