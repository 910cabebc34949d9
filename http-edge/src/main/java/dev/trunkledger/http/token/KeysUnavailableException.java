package dev.trunkledger.http.token;

/** The issuer's keys cannot be read, so no token can be judged at present. */
public final class KeysUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    KeysUnavailableException(Throwable cause) {
        super("The JWK set cannot be read", cause, false, false);
    }
}
