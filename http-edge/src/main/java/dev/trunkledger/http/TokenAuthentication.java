package dev.trunkledger.http;

import dev.trunkledger.http.token.InvalidTokenException;
import dev.trunkledger.http.token.KeysUnavailableException;
import dev.trunkledger.http.token.TokenVerifier;
import dev.trunkledger.http.token.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Turns a bearer token into a {@link Caller}; a token that was verified a moment ago is not verified again. */
final class TokenAuthentication implements AuthenticationManager {

    /** Some 5 MB of them. */
    static final int REMEMBERED = 10_000;

    private final TokenVerifier verifier;
    private final Duration trust;
    private final InstantSource clock;
    private final int limit;
    private final ConcurrentHashMap<String, Remembered> remembered = new ConcurrentHashMap<>();

    /**
     * @param trust how long a verified token is remembered, so how long a withdrawn key still opens
     * @param limit how many tokens are remembered at most
     */
    TokenAuthentication(TokenVerifier verifier, Duration trust, InstantSource clock, int limit) {
        this.verifier = verifier;
        this.trust = trust;
        this.clock = clock;
        this.limit = limit;
    }

    private record Remembered(Caller caller, Instant until) {}

    @Override
    public Authentication authenticate(Authentication authentication) {
        if (!(authentication instanceof BearerTokenAuthenticationToken bearer)) {
            throw new AuthenticationServiceException("Not a bearer token");
        }
        // Keyed by digest: a heap dump of the cache gives no token away.
        String key = sha256(bearer.getToken());
        @Nullable Remembered known = remembered.get(key);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            return new CallerAuthentication(known.caller());
        }
        VerifiedToken token = verify(bearer.getToken());
        Caller caller = new Caller(token.orgId(), token.sub(), token.clientId(), token.scopes());
        remember(key, caller, now, token.expiresAt());
        return new CallerAuthentication(caller);
    }

    private VerifiedToken verify(String token) {
        try {
            return verifier.verify(token);
        } catch (InvalidTokenException e) {
            throw new InvalidBearerTokenException(String.valueOf(e.getMessage()));
        } catch (KeysUnavailableException e) {
            throw new AuthenticationServiceException("The issuer's keys cannot be read", e);
        }
    }

    private void remember(String key, Caller caller, Instant now, Instant expiresAt) {
        Instant until = now.plus(trust);
        if (remembered.size() >= limit) {
            remembered.values().removeIf(entry -> !now.isBefore(entry.until()));
        }
        if (remembered.size() >= limit) {
            // So many live tokens: beginning again is cheap, and simpler than keeping order.
            remembered.clear();
        }
        remembered.put(key, new Remembered(caller, until.isBefore(expiresAt) ? until : expiresAt));
    }

    int remembered() {
        return remembered.size();
    }

    private static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
