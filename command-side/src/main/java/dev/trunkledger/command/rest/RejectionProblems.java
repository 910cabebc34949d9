package dev.trunkledger.command.rest;

import dev.trunkledger.command.domain.Rejection;
import dev.trunkledger.http.FieldFault;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import dev.trunkledger.http.Scopes;
import java.util.List;

/** What a caller is told of a rejection. */
final class RejectionProblems {

    private RejectionProblems() {}

    static ProblemException of(Rejection rejection) {
        return switch (rejection) {
            case Rejection.NotFound _ ->
                new ProblemException(ProblemType.NOT_FOUND, "There is no credential with that id.");
            case Rejection.Gone _ ->
                new ProblemException(ProblemType.CREDENTIAL_DELETED, "The credential was deleted.");
            case Rejection.VersionMismatch(long current) ->
                new ProblemException(ProblemType.VERSION_MISMATCH, "The credential has version " + current + ".")
                        .with("currentVersion", current);
            case Rejection.ProviderManaged _ ->
                new ProblemException(ProblemType.PROVIDER_MANAGED, "The credential is managed by a provider.");
            case Rejection.ProviderScopeRequired _ -> providerScopeRequired();
            case Rejection.AuthPasswordRequired _ ->
                new ProblemException(
                                ProblemType.AUTH_PASSWORD_REQUIRED,
                                "A password is stored: send authPassword, or call with ?keepAuthPassword=true.")
                        .withErrors(password("required", "Send a value, or null to clear the stored password."));
            case Rejection.AuthPasswordReentryRequired _ ->
                new ProblemException(
                                ProblemType.AUTH_PASSWORD_REENTRY_REQUIRED,
                                "The server or transport changes: enter authPassword again.")
                        .withErrors(password("reentry-required", "Enter the password again for the changed server."));
            case Rejection.NoSuchVersion _ ->
                new ProblemException(
                                ProblemType.VALIDATION_FAILED, "The credential never had the version to go back to.")
                        .withErrors(List.of(new FieldFault(
                                "/version", "no-such-version", "The credential never had this version.")));
            case Rejection.SecretDestroyed _ ->
                new ProblemException(
                        ProblemType.SECRET_DESTROYED,
                        "The password of that version was erased; restore without it by withoutAuthPassword.");
            case Rejection.NotDeleted _ ->
                new ProblemException(ProblemType.NOT_DELETED, "The credential is in use; delete it first.");
            case Rejection.AlreadyExists _ ->
                new ProblemException(ProblemType.CONFLICT, "The id of the new credential is taken; try again.");
        };
    }

    private static ProblemException providerScopeRequired() {
        return new ProblemException(
                        ProblemType.INSUFFICIENT_SCOPE, "A providerId needs the scope " + Scopes.PROVIDER + ".")
                .withHeader(
                        "WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + Scopes.PROVIDER + "\"");
    }

    private static List<FieldFault> password(String code, String message) {
        return List.of(new FieldFault("/authPassword", code, message));
    }
}
