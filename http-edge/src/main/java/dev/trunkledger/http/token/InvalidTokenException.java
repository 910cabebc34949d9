package dev.trunkledger.http.token;

/** The token is refused; the message says which rule it broke and repeats nothing of it. */
public final class InvalidTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidTokenException(String rule) {
        super(rule, null, false, false);
    }
}
