package dev.trunkledger.http.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose tokens are accepted.
 *
 * @param jwkSetUri {@code http(s):} or {@code file:}; keys come from nowhere else
 * @param organisationClaim claim that names the caller's organisation
 * @param algorithms accepted signature algorithms, asymmetric ones only
 * @param keyRefresh how long keys and verified tokens are trusted before they are looked at again
 */
public record TokenSettings(
        String issuer,
        String audience,
        String jwkSetUri,
        String organisationClaim,
        Set<String> algorithms,
        Duration keyRefresh) {

    /** @throws IllegalArgumentException for an algorithm that is symmetric, {@code none} or unknown */
    Set<JWSAlgorithm> jwsAlgorithms() {
        return algorithms.stream().map(TokenSettings::asymmetric).collect(Collectors.toUnmodifiableSet());
    }

    private static JWSAlgorithm asymmetric(String name) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        if (JWSAlgorithm.Family.RSA.contains(algorithm) || JWSAlgorithm.Family.EC.contains(algorithm)) {
            return algorithm;
        }
        throw new IllegalArgumentException("Not an accepted signature algorithm: " + name);
    }
}
