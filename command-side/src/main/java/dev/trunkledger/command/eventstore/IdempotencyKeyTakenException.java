package dev.trunkledger.command.eventstore;

/**
 * Another request under the same Idempotency-Key was recorded first, perhaps by another instance; nothing of this one
 * was. {@link IdempotentAnswers} has the answer that was given.
 */
public final class IdempotencyKeyTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IdempotencyKeyTakenException() {
        super("The Idempotency-Key was taken meanwhile", null, false, false);
    }
}
