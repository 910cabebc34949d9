package dev.trunkledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.JWKSet;
import dev.trunkledger.http.testing.TestIssuer;
import dev.trunkledger.http.token.TokenSettings;
import dev.trunkledger.http.token.TokenVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** What a token opens as time goes by. */
class TokenAuthenticationTest {

    private static final Duration TRUST = Duration.ofMinutes(1);

    private final TestIssuer issuer = TestIssuer.create();
    private Instant now = Instant.now();
    private final TokenAuthentication authentication = new TokenAuthentication(
            new TokenVerifier(
                    new TokenSettings(
                            TestIssuer.ISSUER,
                            TestIssuer.AUDIENCE,
                            issuer.jwkSet().toUri().toString(),
                            "org_id",
                            Set.of("ES256"),
                            TRUST),
                    () -> now),
            TRUST,
            () -> now,
            10);

    @Test
    void aTokenOfAWithdrawnKeyOpensForAMinuteAtMost() throws IOException {
        String token = issuer.token("acme", "alice", Scopes.READ);
        assertThat(caller(token).sub()).isEqualTo("alice");

        withdrawKey();
        now = now.plus(TRUST).minusMillis(1);
        assertThat(caller(token).sub()).isEqualTo("alice");
        now = now.plusMillis(1);
        assertRefused(token);
    }

    @Test
    void aRememberedTokenExpiresWhenItSays() {
        String token = issuer.sign(TestIssuer.claims("acme", "alice", Scopes.READ)
                .expirationTime(Date.from(now.plusSeconds(10)))
                .build());
        caller(token);

        now = now.plusSeconds(41); // past what clocks may differ
        assertRefused(token);
    }

    @Test
    void aRememberedTokenNeedsNoKey() throws IOException {
        String token = issuer.token("acme", "alice", Scopes.READ);
        caller(token);
        Files.delete(issuer.jwkSet());

        assertThat(caller(token)).isEqualTo(new Caller("acme", "alice", "test-client", Set.of(Scopes.READ)));
    }

    @Test
    void tellsAMissingKeySetFromABadToken() throws IOException {
        Files.delete(issuer.jwkSet());

        assertThatExceptionOfType(AuthenticationServiceException.class)
                .isThrownBy(() -> caller(issuer.token("acme", "alice")));
    }

    @Test
    void remembersNoBadToken() throws IOException {
        String token = issuer.token("acme", "alice", Scopes.READ);
        String keys = Files.readString(issuer.jwkSet());
        withdrawKey();
        assertRefused(token);

        Files.writeString(issuer.jwkSet(), keys);
        now = now.plusSeconds(5);
        assertThat(caller(token).sub()).isEqualTo("alice");
    }

    @Test
    void anyNumberOfTokensLeavesTheMemoryBounded() {
        for (int i = 0; i < 25; i++) {
            caller(issuer.token("acme", "user-" + i));
        }

        assertThat(authentication.remembered()).isEqualTo(5);
    }

    private void withdrawKey() throws IOException {
        Files.writeString(issuer.jwkSet(), new JWKSet().toString());
    }

    private void assertRefused(String token) {
        assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> caller(token));
    }

    private Caller caller(String token) {
        var verified = (CallerAuthentication) authentication.authenticate(new BearerTokenAuthenticationToken(token));
        return verified.getPrincipal();
    }
}
