package dev.trunkledger.command.domain;

/** Why a command is refused. */
public sealed interface Rejection {

    /** There is no such credential in the caller's organisation. */
    record NotFound() implements Rejection {}

    /** The credential was deleted. */
    record Gone() implements Rejection {}

    /** The caller built on a version that is no longer the newest. */
    record VersionMismatch(long currentVersion) implements Rejection {}

    /** Only the connected VoIP provider may change this credential. */
    record ProviderManaged() implements Rejection {}

    /** Only a connected VoIP provider may create credentials that it manages. */
    record ProviderScopeRequired() implements Rejection {}

    /** A secret is stored, and the replacement does not say what should become of it. */
    record AuthPasswordRequired() implements Rejection {}

    /** A stored secret is never sent to a host or over a transport that its owner did not enter it for. */
    record AuthPasswordReentryRequired() implements Rejection {}

    /** The credential never had the version to go back to. */
    record NoSuchVersion() implements Rejection {}

    /** The secret of the version to go back to was destroyed. */
    record SecretDestroyed() implements Rejection {}

    /** The secrets of a credential that is in use are never destroyed: it has to be deleted first. */
    record NotDeleted() implements Rejection {}

    /** The id of a new credential is taken. */
    record AlreadyExists() implements Rejection {}
}
