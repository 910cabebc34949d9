package dev.trunkledger.command.secret;

/**
 * The key that wraps all others. It lies outside of the database, so that nobody can read a secret from the database, or
 * from a copy of it, alone.
 */
public interface KeyEncryptionKey {

    /** Tells which key it is, and nothing about it; stored beside everything it wrapped. */
    String id();

    byte[] wrap(byte[] key);

    /**
     * Gives back what was wrapped.
     *
     * @param keyId {@link #id()} of the key that wrapped it
     * @throws KeyUnavailableException when this is not that key, or what is wrapped was changed
     */
    byte[] unwrap(String keyId, byte[] wrapped);
}
