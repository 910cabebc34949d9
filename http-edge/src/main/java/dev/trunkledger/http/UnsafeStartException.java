package dev.trunkledger.http;

/** The configuration would make the process unsafe; the message is one sentence for the person who starts it. */
public final class UnsafeStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnsafeStartException(String sentence) {
        super(sentence);
    }
}
