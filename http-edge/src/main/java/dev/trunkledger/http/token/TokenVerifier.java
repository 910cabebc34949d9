package dev.trunkledger.http.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies one token: form, header, signature, claims. */
public final class TokenVerifier {

    /** Far above any real access token, and below what the container takes as a header. */
    static final int MAX_LENGTH = 8 * 1024;

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final DefaultJWTProcessor<SecurityContext> signatures = new DefaultJWTProcessor<>();
    private final TokenRules rules;
    private final String organisationClaim;
    private final InstantSource clock;

    public TokenVerifier(TokenSettings settings, InstantSource clock) {
        this(settings, JwkSetLocation.of(settings.jwkSetUri()), clock);
    }

    TokenVerifier(TokenSettings settings, KeyRing.KeySource keys, InstantSource clock) {
        KeyRing ring = new KeyRing(keys, settings.keyRefresh(), clock);
        JWSKeySelector<SecurityContext> selector = new JWSVerificationKeySelector<>(settings.jwsAlgorithms(), ring);
        signatures.setJWSTypeVerifier((type, context) -> {}); // acceptable() looks at the whole header
        signatures.setJWSKeySelector(
                (header, context) -> acceptable(header) ? selector.selectJWSKeys(header, context) : List.of());
        signatures.setJWTClaimsSetVerifier((claims, context) -> {}); // TokenRules does it, by our clock
        this.rules = new TokenRules(settings);
        this.organisationClaim = settings.organisationClaim();
        this.clock = clock;
    }

    public VerifiedToken verify(String token) throws InvalidTokenException, KeysUnavailableException {
        if (token.length() > MAX_LENGTH) {
            throw new InvalidTokenException("The token is too long");
        }
        JWTClaimsSet claims = claims(token);
        rules.check(claims, clock.instant());
        return new VerifiedToken(
                Objects.requireNonNull(TokenRules.text(claims, organisationClaim)),
                claims.getSubject(),
                clientId(claims),
                scopes(claims),
                claims.getExpirationTime().toInstant());
    }

    private JWTClaimsSet claims(String token) throws InvalidTokenException, KeysUnavailableException {
        try {
            return signatures.process(token, null);
        } catch (KeySourceException e) {
            throw new KeysUnavailableException(e);
        } catch (ParseException | BadJOSEException | JOSEException | RuntimeException e) {
            throw new InvalidTokenException("The token is malformed or its signature does not verify");
        }
    }

    /** A key that the token brings along or points to proves nothing, and an extension we do not know may matter. */
    private static boolean acceptable(JWSHeader header) {
        return header.getType() != null
                && TYPES.contains(header.getType().getType().toLowerCase(Locale.ROOT))
                && header.getJWKURL() == null
                && header.getX509CertURL() == null
                && header.getX509CertChain() == null
                && header.getJWK() == null
                && header.getCriticalParams() == null;
    }

    private static @Nullable String clientId(JWTClaimsSet claims) {
        @Nullable String clientId = TokenRules.text(claims, "client_id");
        return clientId == null ? TokenRules.text(claims, "azp") : clientId;
    }

    /** {@code scope} as RFC 9068 has it; {@code scp} as a list, as some issuers have it. */
    private static Set<String> scopes(JWTClaimsSet claims) {
        Set<String> scopes = new LinkedHashSet<>();
        for (String claim : List.of("scope", "scp")) {
            switch (claims.getClaim(claim)) {
                case String text -> scopes.addAll(List.of(text.split(" ")));
                case List<?> list -> list.forEach(scope -> scopes.add(String.valueOf(scope)));
                case null, default -> {}
            }
        }
        scopes.remove("");
        return scopes;
    }
}
