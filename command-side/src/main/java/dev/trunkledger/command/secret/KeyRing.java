package dev.trunkledger.command.secret;

import dev.trunkledger.command.secret.transit.TransitKeyEncryptionKey;
import java.util.List;
import java.util.stream.Stream;

/** The key that wraps, and those that wrapped before: what they wrapped is read until it has been wrapped anew. */
final class KeyRing implements KeyEncryptionKey, AutoCloseable {

    private final KeyEncryptionKey primary;
    private final List<KeyEncryptionKey> previous;

    KeyRing(KeyEncryptionKey primary, List<KeyEncryptionKey> previous) {
        this.primary = primary;
        this.previous = List.copyOf(previous);
    }

    @Override
    public String id() {
        return primary.id();
    }

    @Override
    public Wrapped wrap(byte[] key) {
        return primary.wrap(key);
    }

    @Override
    public boolean opens(String keyId) {
        return all().anyMatch(key -> key.opens(keyId));
    }

    @Override
    public byte[] unwrap(String keyId, byte[] wrapped) {
        return all().filter(key -> key.opens(keyId))
                .findFirst()
                .orElseThrow(() -> missing(keyId))
                .unwrap(keyId, wrapped);
    }

    static KeyUnavailableException missing(String keyId) {
        return new KeyUnavailableException("The key-encryption key " + keyId
                + " is missing: something in the database was wrapped by it; give it back as a previous key");
    }

    private Stream<KeyEncryptionKey> all() {
        return Stream.concat(Stream.of(primary), previous.stream());
    }

    @Override
    public void close() {
        all().filter(TransitKeyEncryptionKey.class::isInstance)
                .map(TransitKeyEncryptionKey.class::cast)
                .forEach(TransitKeyEncryptionKey::close);
    }
}
