package dev.trunkledger.proof.json;

/** A text is not the JSON that was expected; the message says why and repeats none of it. */
public final class UnreadableJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableJsonException(String message) {
        super(message);
    }
}
