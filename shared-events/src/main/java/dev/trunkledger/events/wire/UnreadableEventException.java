package dev.trunkledger.events.wire;

/** A message is not an event that this version understands; the text says why and repeats none of its content. */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message) {
        super(message);
    }
}
