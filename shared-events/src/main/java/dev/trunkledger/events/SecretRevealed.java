package dev.trunkledger.events;

/**
 * A credential's secret was shown to somebody. It changes nothing, so it stands in a chain of its own, where it disturbs
 * no writer: {@code sequence} numbers that chain from 1, and the envelope's {@code previousHash} is that of the access
 * before it.
 *
 * @param envelope its {@code version} is the one that was in force
 * @param sequence position among the accesses to this credential, from 1
 * @param secretVersion the secret that was read
 */
public record SecretRevealed(EventEnvelope envelope, long sequence, int secretVersion) {}
