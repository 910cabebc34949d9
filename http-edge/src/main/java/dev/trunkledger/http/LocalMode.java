package dev.trunkledger.http;

/**
 * A bean of this type says that the process is the local stack on one machine: only then is the local token issuer
 * accepted and are the start-up safety checks left out. No property can make one; the local stack registers it in code.
 */
public final class LocalMode {

    /** Issuer of the tokens that the local stack mints. */
    public static final String ISSUER = "urn:trunkledger:local";
}
