package dev.trunkledger.http;

import dev.trunkledger.http.token.TokenSettings;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code trunkledger.security.*}: whose tokens are accepted.
 *
 * @param allowInsecureJwkSet accepts keys over plain HTTP from another host, where the network itself is trusted
 * @see TokenSettings
 */
@ConfigurationProperties("trunkledger.security")
record SecuritySettings(
        @DefaultValue("") String issuer,
        @DefaultValue("trunkledger") String audience,
        @DefaultValue("") String jwkSetUri,
        @DefaultValue("org_id") String organisationClaim,
        @DefaultValue({"RS256", "PS256", "ES256"}) Set<String> algorithms,
        @DefaultValue("1m") Duration keyRefresh,
        @DefaultValue("false") boolean allowInsecureJwkSet) {

    TokenSettings tokens() {
        return new TokenSettings(issuer, audience, jwkSetUri, organisationClaim, algorithms, keyRefresh);
    }
}
