package dev.trunkledger.http.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the claims of a token with a good signature must say. */
final class TokenRules {

    /** For clocks that differ. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final int NAME_LENGTH = 255;

    /** How ID and refresh tokens of common issuers give themselves away: OpenID Connect, Cognito, Keycloak. */
    private static final Set<String> ID_TOKEN_CLAIMS = Set.of("nonce", "at_hash", "c_hash", "s_hash");

    private static final Set<String> FOREIGN_KINDS = Set.of("id", "refresh", "offline", "logout");

    private final TokenSettings settings;

    TokenRules(TokenSettings settings) {
        this.settings = settings;
    }

    void check(JWTClaimsSet claims, Instant now) throws InvalidTokenException {
        require(settings.issuer().equals(claims.getIssuer()), "The token is from another issuer");
        require(claims.getAudience().contains(settings.audience()), "The token is for another audience");
        checkTime(claims, now);
        require(isName(claims.getSubject()), "The token names no subject");
        require(isName(text(claims, settings.organisationClaim())), "The token names no organisation");
        require(!isIdToken(claims), "The token is not an access token");
    }

    private static void checkTime(JWTClaimsSet claims, Instant now) throws InvalidTokenException {
        @Nullable Date expires = claims.getExpirationTime();
        require(expires != null && now.minus(SKEW).isBefore(expires.toInstant()), "The token has expired");
        @Nullable Date notBefore = claims.getNotBeforeTime();
        require(notBefore == null || !notBefore.toInstant().isAfter(now.plus(SKEW)), "The token is not valid yet");
    }

    private static boolean isIdToken(JWTClaimsSet claims) {
        return claims.getClaims().keySet().stream().anyMatch(ID_TOKEN_CLAIMS::contains)
                || isForeign(text(claims, "token_use"))
                || isForeign(text(claims, "typ"));
    }

    private static boolean isForeign(@Nullable String kind) {
        return kind != null && FOREIGN_KINDS.contains(kind.toLowerCase(java.util.Locale.ROOT));
    }

    private static boolean isName(@Nullable String name) {
        return name != null
                && !name.isBlank()
                && name.codePointCount(0, name.length()) <= NAME_LENGTH
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    /** Null also for a claim of another type: an organisation that is a number or a list is none. */
    static @Nullable String text(JWTClaimsSet claims, String name) {
        try {
            return claims.getStringClaim(name);
        } catch (ParseException e) {
            return null;
        }
    }

    private static void require(boolean holds, String otherwise) throws InvalidTokenException {
        if (!holds) {
            throw new InvalidTokenException(otherwise);
        }
    }
}
