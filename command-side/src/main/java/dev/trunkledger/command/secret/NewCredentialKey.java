package dev.trunkledger.command.secret;

/** The data key made for a credential that is about to be created or restored; it is stored in the same commit. */
public final class NewCredentialKey {

    private final CredentialKeys keys;
    private final WrappedKey wrapped;

    NewCredentialKey(CredentialKeys keys, WrappedKey wrapped) {
        this.keys = keys;
        this.wrapped = wrapped;
    }

    public EnteredSecret enter(PlainSecret secret) {
        return new EnteredSecret(keys, secret);
    }

    public WrappedKey wrapped() {
        return wrapped;
    }

    @Override
    public String toString() {
        return wrapped.toString();
    }
}
