package dev.trunkledger.http;

/** The scopes that a token may carry; each handler names what it asks for in {@link RequiresScope}. */
public final class Scopes {

    public static final String READ = "sip-credentials:read";
    public static final String WRITE = "sip-credentials:write";
    public static final String REVEAL = "sip-credentials:reveal";
    public static final String PROVIDER = "sip-credentials:provider";
    public static final String AUDIT = "audit:read";
    public static final String CALL_PERMITS = "call-permits:acquire";

    private Scopes() {}
}
