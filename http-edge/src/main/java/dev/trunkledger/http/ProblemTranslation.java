package dev.trunkledger.http;

import jakarta.servlet.ServletException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Says of every exception which problem it is to the caller. Messages of foreign exceptions go nowhere. */
final class ProblemTranslation {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemTranslation.class);

    /** PostgreSQL: connection lost (08), server going down or starting (57P), too many connections or out of space (53). */
    private static final Set<String> AWAY = Set.of("08", "53");

    /** Idle for too long in a transaction, a transaction that took too long, a lock that somebody else keeps. */
    private static final Set<String> HELD_UP = Set.of("25P03", "25P04", "55P03");

    private final Iterable<ProblemSource> sources;

    /** Without exceptions of a side's own. */
    ProblemTranslation() {
        this(List.of());
    }

    ProblemTranslation(Iterable<ProblemSource> sources) {
        this.sources = sources;
    }

    ProblemException problemOf(Throwable failure) {
        for (ProblemSource source : sources) {
            ProblemException problem = source.problemOf(failure);
            if (problem != null) {
                return problem;
            }
        }
        return general(failure);
    }

    private ProblemException general(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentTypeMismatchException mismatch ->
                invalid(mismatch.getName(), "is not of the right form");
            case MissingServletRequestParameterException missing -> invalid(missing.getParameterName(), "is missing");
            case TypeMismatchException _, MissingRequestValueException _ ->
                new ProblemException(ProblemType.INVALID_PARAMETER, "A parameter or header is missing or malformed.");
            // Both come when a parameter is first asked for, wherever that is.
            case RequestRejectedException _, InvalidParameterException _ ->
                new ProblemException(
                        ProblemType.INVALID_PARAMETER, "A parameter has no name, or one that is not allowed.");
            case AuthenticationServiceException _ -> away("The issuer's keys cannot be read at present.");
            case InvalidBearerTokenException invalid ->
                new ProblemException(ProblemType.UNAUTHENTICATED, invalid.getMessage() + ".")
                        .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            case AuthenticationException _ ->
                new ProblemException(ProblemType.UNAUTHENTICATED, "A bearer token is required.")
                        .withHeader("WWW-Authenticate", "Bearer");
            case AccessDeniedException _ ->
                new ProblemException(ProblemType.INSUFFICIENT_SCOPE, "The token does not allow this.");
            case AsyncRequestTimeoutException _ -> away("The answer took too long.");
            case ServletException wrapper when wrapper.getRootCause() instanceof Exception cause -> problemOf(cause);
            case ErrorResponse framework -> ofFramework(framework, failure);
            default -> dependencyOrDefect(failure);
        };
    }

    private static ProblemException unreadable(HttpMessageNotReadableException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        return new ProblemException(ProblemType.MALFORMED_REQUEST, "The body cannot be read as the documented JSON.");
    }

    private ProblemException ofFramework(ErrorResponse answer, Throwable failure) {
        return switch (failure) {
            case HttpRequestMethodNotSupportedException method -> {
                String allowed = method.getSupportedHttpMethods() == null
                        ? ""
                        : StringUtils.collectionToDelimitedString(method.getSupportedHttpMethods(), ", ");
                yield new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "Allowed here: " + allowed + ".")
                        .withHeader("Allow", allowed);
            }
            case HttpMediaTypeNotSupportedException type ->
                ofStatus(415).withHeader("Accept", MediaType.toString(type.getSupportedMediaTypes()));
            default -> {
                int status = answer.getStatusCode().value();
                yield status >= 500 ? dependencyOrDefect(failure) : ofStatus(status);
            }
        };
    }

    /** The problem behind a bare status, as the servlet container gives it. */
    ProblemException ofStatus(int status) {
        ProblemType type = switch (status) {
            case 401 -> ProblemType.UNAUTHENTICATED;
            case 403 -> ProblemType.INSUFFICIENT_SCOPE;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 408 -> ProblemType.REQUEST_TIMEOUT;
            case 413 -> ProblemType.BODY_TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            case 501, 505 -> ProblemType.MALFORMED_REQUEST; // a transfer coding or HTTP version of nobody's
            case 503 -> ProblemType.SERVICE_UNAVAILABLE;
            default -> status < 500 ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL_ERROR;
        };
        return new ProblemException(type, type.explanation());
    }

    private static ProblemException dependencyOrDefect(Throwable failure) {
        if (isAway(failure)) {
            LOG.warn("A dependency is away: {}", BareFailure.names(failure));
            return away(
                    failure instanceof QueryTimeoutException
                            ? "The database took too long to answer this."
                            : "The database cannot be reached at present.");
        }
        LOG.error("Unexpected failure", BareFailure.of(failure));
        return new ProblemException(ProblemType.INTERNAL_ERROR, ProblemType.INTERNAL_ERROR.explanation());
    }

    private static boolean isAway(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> false;
            case DataAccessResourceFailureException _,
                    CannotCreateTransactionException _,
                    QueryTimeoutException _,
                    TransientDataAccessException _,
                    SQLTransientConnectionException _ -> true;
            case SQLException sql when isAway(sql.getSQLState()) -> true;
            default -> isAway(failure.getCause());
        };
    }

    private static boolean isAway(@Nullable String sqlState) {
        return sqlState != null
                && sqlState.length() == 5
                && (AWAY.contains(sqlState.substring(0, 2))
                        || sqlState.startsWith("57P")
                        || HELD_UP.contains(sqlState));
    }

    private static ProblemException away(String detail) {
        return new ProblemException(ProblemType.SERVICE_UNAVAILABLE, detail).retryAfter(Duration.ofSeconds(1));
    }

    private static ProblemException invalid(String parameter, String what) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, "Parameter " + parameter + " " + what + ".");
    }
}
