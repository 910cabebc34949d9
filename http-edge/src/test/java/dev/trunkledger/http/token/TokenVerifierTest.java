package dev.trunkledger.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.trunkledger.http.testing.BadTokens;
import dev.trunkledger.http.testing.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final TestIssuer ISSUER = TestIssuer.create();

    private final TokenVerifier verifier = verifier(ISSUER, "RS256", "PS256", "ES256");

    @Test
    void readsWhoTheTokenSpeaksFor() throws Exception {
        VerifiedToken token = verifier.verify(ISSUER.token("acme", "alice", "sip-credentials:read", "audit:read"));

        assertThat(token.orgId()).isEqualTo("acme");
        assertThat(token.sub()).isEqualTo("alice");
        assertThat(token.clientId()).isEqualTo("test-client");
        assertThat(token.scopes()).containsExactly("sip-credentials:read", "audit:read");
        assertThat(token.expiresAt()).isAfter(Instant.now());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refuses(String what, String token) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .as(what)
                .isThrownBy(() -> verifier.verify(token))
                .withMessageStartingWith("The token");
    }

    static Stream<Arguments> badTokens() {
        return BadTokens.of(ISSUER).entrySet().stream().map(bad -> Arguments.of(bad.getKey(), bad.getValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt"})
    void acceptsTheTypesOfAccessTokens(String type) throws Exception {
        JWSHeader header = ISSUER.header().type(new JOSEObjectType(type)).build();

        assertThat(verifier.verify(ISSUER.sign(
                                header, TestIssuer.claims("acme", "alice").build()))
                        .sub())
                .isEqualTo("alice");
    }

    @Test
    void acceptsRsaKeys() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("rsa").generate();
        TestIssuer issuer = TestIssuer.create();
        Files.writeString(issuer.jwkSet(), new JWKSet(key).toString());
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            JWSHeader header = new JWSHeader.Builder(algorithm)
                    .keyID("rsa")
                    .type(JOSEObjectType.JWT)
                    .build();
            SignedJWT token =
                    new SignedJWT(header, TestIssuer.claims("acme", "alice").build());
            token.sign(new RSASSASigner(key));

            assertThat(verifier(issuer, "RS256", "PS256")
                            .verify(token.serialize())
                            .orgId())
                    .isEqualTo("acme");
        }
    }

    @Test
    void toleratesClocksThatDifferByHalfAMinute() throws Exception {
        Instant now = Instant.now();
        String token = ISSUER.sign(TestIssuer.claims("acme", "alice")
                .expirationTime(java.util.Date.from(now.minusSeconds(20)))
                .notBeforeTime(java.util.Date.from(now.plusSeconds(20)))
                .build());

        assertThat(verifier.verify(token).sub()).isEqualTo("alice");
    }

    @Test
    void readsTheOrganisationFromTheConfiguredClaim() throws Exception {
        TokenSettings settings = settings(ISSUER, "tenant", "ES256");
        String token = ISSUER.sign(
                TestIssuer.claims("acme", "alice").claim("tenant", "globex").build());

        assertThat(new TokenVerifier(settings, InstantSource.system())
                        .verify(token)
                        .orgId())
                .isEqualTo("globex");
    }

    @Test
    void readsScopesFromAListToo() throws Exception {
        String token = ISSUER.sign(TestIssuer.claims("acme", "alice")
                .claim("scope", null)
                .claim("scp", List.of("audit:read", "sip-credentials:read"))
                .build());

        assertThat(verifier.verify(token).scopes()).containsExactly("audit:read", "sip-credentials:read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "HS512", "EdDSA", "RSA1_5"})
    void doesNotStartWithAnAlgorithmThatIsNotASignatureByAKeyPair(String algorithm) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> verifier(ISSUER, algorithm));
    }

    @Test
    void saysThatKeysAreUnavailableInsteadOfBlamingTheToken() throws IOException {
        TestIssuer issuer = TestIssuer.create();
        Files.delete(issuer.jwkSet());

        assertThatExceptionOfType(KeysUnavailableException.class)
                .isThrownBy(() -> verifier(issuer, "ES256").verify(issuer.token("acme", "alice")));
    }

    private static TokenVerifier verifier(TestIssuer issuer, String... algorithms) {
        return new TokenVerifier(settings(issuer, "org_id", algorithms), InstantSource.system());
    }

    private static TokenSettings settings(TestIssuer issuer, String organisationClaim, String... algorithms) {
        return new TokenSettings(
                TestIssuer.ISSUER,
                TestIssuer.AUDIENCE,
                issuer.jwkSet().toUri().toString(),
                organisationClaim,
                Set.of(algorithms),
                Duration.ofMinutes(1));
    }
}
