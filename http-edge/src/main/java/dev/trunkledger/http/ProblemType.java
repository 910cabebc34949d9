package dev.trunkledger.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Every kind of refusal; its URI ({@code /problems/<slug>}) is stable and leads to its explanation. */
public enum ProblemType {
    MALFORMED_REQUEST(
            400,
            "Malformed request",
            "The request cannot be read: the body is not valid JSON, has a member of the wrong type, a member that is"
                    + " not known or one that is there twice; or the request line or a header is broken. An unknown"
                    + " member is refused because a misspelt field in a full replacement would wipe a value."),
    INVALID_PARAMETER(
            400,
            "Invalid parameter",
            "A query parameter, path segment or header is missing, out of range or not of the documented form."),
    INVALID_CURSOR(
            400,
            "Invalid cursor",
            "The cursor was altered, or belongs to another organisation, other filters or another order. Begin again"
                    + " without a cursor."),
    UNAUTHENTICATED(
            401,
            "Authentication required",
            "No usable bearer token came with the request: it is missing, has expired, was not issued for this API,"
                    + " names no organisation, or its signature does not verify."),
    INSUFFICIENT_SCOPE(
            403,
            "Scope missing",
            "The token is valid but lacks a scope that the call needs; the WWW-Authenticate header names it."),
    NOT_FOUND(
            404,
            "Not found",
            "There is nothing here for your organisation. What belongs to another organisation answers the same."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The resource exists but not for this method; the Allow header lists the methods it knows."),
    NOT_ACCEPTABLE(406, "Not acceptable", "The resource has no representation of a type in the Accept header."),
    REQUEST_TIMEOUT(
            408,
            "Body too late",
            "The whole request body did not arrive within 5 seconds. Nothing was done about the request; send it again on a new"
                    + " connection."),
    PROVIDER_MANAGED(
            409,
            "Managed by a provider",
            "The credential is managed by a connected VoIP provider: only a caller with scope"
                    + " sip-credentials:provider may change it."),
    IDEMPOTENCY_KEY_IN_USE(
            409,
            "Request still running",
            "A request with the same Idempotency-Key is still running. Try again shortly with the same key: you will"
                    + " get its answer."),
    NO_SECRET(
            409,
            "No password stored",
            "The credential has no password, so that there is nothing to reveal. A GET says so before, by"
                    + " authPasswordSet."),
    SECRET_DESTROYED(
            409,
            "Password destroyed",
            "The version to go back to had a password that was erased since, and nobody can bring it back. Restore"
                    + " without it by withoutAuthPassword: true, then enter the password with a PUT."),
    NOT_DELETED(
            409,
            "Not deleted",
            "Only the passwords of a deleted credential can be erased: they cannot come back, and nobody should lose"
                    + " those of a credential that is in use. Delete it first."),
    CONFLICT(409, "Conflict", "The request contradicts the present state of the resource."),
    CREDENTIAL_DELETED(
            410, "Credential deleted", "The credential was deleted. Its history and audit entries stay readable."),
    VERSION_MISMATCH(
            412,
            "Version mismatch",
            "The credential has changed since you read it: If-Match names another version than currentVersion. Read"
                    + " it again, apply your change to what you find, and send it with the new ETag."),
    BODY_TOO_LARGE(413, "Body too large", "A request body may hold 16 KiB at most."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "Request bodies are application/json in UTF-8."),
    VALIDATION_FAILED(
            422,
            "Validation failed",
            "The body is well-formed, but members of it break a rule; errors lists every one with a JSON Pointer."),
    AUTH_PASSWORD_REQUIRED(
            422,
            "authPassword required",
            "A password is stored and the body does not say what becomes of it. Send a value to set it, null to clear"
                    + " it, or call with keepAuthPassword=true to keep it."),
    AUTH_PASSWORD_REENTRY_REQUIRED(
            422,
            "authPassword must be entered again",
            "The server or transport changes, and a stored password is never sent to a host that its owner did not"
                    + " enter it for. Send authPassword with the change."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "Idempotency-Key reused",
            "The Idempotency-Key was used within the last 24 hours for a different request. Use a new key."),
    IF_MATCH_REQUIRED(
            428,
            "If-Match required",
            "This installation asks for If-Match with every change of an existing credential. Read the credential and"
                    + " send its ETag."),
    CPS_LIMIT_EXCEEDED(
            429,
            "Calls per second exceeded",
            "The limit of calls per second, of the credential alone or that of the pool it shares, leaves no room for these"
                    + " calls within maxWaitMs. Nothing was reserved. retryAfterMs says when the same request would be granted"
                    + " if nobody else comes before; a larger maxWaitMs reserves a start then."),
    TOO_MANY_REQUESTS(429, "Too many requests", "Wait as long as Retry-After says."),
    INTERNAL_ERROR(
            500,
            "Internal error",
            "Something failed that should not have. Tell the operator the request id of the X-Request-Id header."),
    SERVICE_UNAVAILABLE(
            503,
            "Service unavailable",
            "Something that the service depends on is away. The request can be sent again after Retry-After; a write"
                    + " with the same Idempotency-Key takes effect once at most."),
    OVERLOADED(
            503,
            "Overloaded",
            "More requests are waiting than can soon be served, so that this one was turned away before anything was done"
                    + " about it. Send it again after Retry-After, and not more often."),
    PROJECTION_BEHIND(
            503,
            "Not there yet",
            "The asked-for version had not reached the query side within the time that Prefer: wait allowed. Ask"
                    + " again after Retry-After.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemType(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String explanation() {
        return explanation;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A reference relative to the origin (RFC 9457 §3.1.1), so that it leads somewhere wherever the API is hosted. */
    public URI uri() {
        return URI.create("/problems/" + slug());
    }

    public static Optional<ProblemType> named(String slug) {
        for (ProblemType type : values()) {
            if (type.slug().equals(slug)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
