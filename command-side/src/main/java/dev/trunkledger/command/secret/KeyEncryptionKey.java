package dev.trunkledger.command.secret;

/**
 * The key that wraps all others. It lies outside of the database, so that nobody can read a secret from the database, or
 * from a copy of it, alone.
 *
 * <p>Every method may throw a {@link KeyStoreAwayException} when the key lies in a store of its own.
 */
public interface KeyEncryptionKey {

    /** Tells which key wraps at present, and nothing about it; asks the store, if the key lies in one. */
    String id();

    Wrapped wrap(byte[] key);

    /** Whether what this key wrapped can be unwrapped here. Asks nobody. */
    boolean opens(String keyId);

    /**
     * Gives back what was wrapped.
     *
     * @param keyId {@link Wrapped#keyId()} of what was wrapped
     * @throws KeyUnavailableException when this is not that key, or what is wrapped was changed
     */
    byte[] unwrap(String keyId, byte[] wrapped);

    /**
     * A wrapped key, and the key that wrapped it; both are stored.
     *
     * @param keyId with the version, for a key that has versions
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed to the database at once, never compared.
    record Wrapped(String keyId, byte[] bytes) {

        @Override
        public String toString() {
            return "Wrapped[" + keyId + "]";
        }
    }
}
