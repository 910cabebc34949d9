package dev.trunkledger.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final JWK FIRST = key("first");
    private static final JWK SECOND = key("second");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private JWKSet published = new JWKSet(FIRST);
    private boolean issuerAway;
    private int reads;
    private final KeyRing ring = new KeyRing(this::read, Duration.ofMinutes(1), () -> now);

    @Test
    void readsTheKeysOnceAMinute() throws KeySourceException {
        for (int second = 0; second < 120; second++) {
            find("first");
            now = now.plusSeconds(1);
        }

        assertThat(reads).isEqualTo(2);
    }

    @Test
    void forgetsAKeyThatTheIssuerWithdraws() throws KeySourceException {
        assertThat(find("first")).isNotEmpty();
        published = new JWKSet(SECOND);
        now = now.plus(Duration.ofMinutes(1));

        assertThat(find("first")).isEmpty();
    }

    @Test
    void findsANewKeyBeforeTheMinuteIsOver() throws KeySourceException {
        find("first");
        published = new JWKSet(List.of(FIRST, SECOND));
        now = now.plusSeconds(5);

        assertThat(find("second")).hasSize(1);
    }

    @Test
    void inventedKeyIdsDoNotFloodTheIssuer() throws KeySourceException {
        for (int request = 0; request < 1_000; request++) {
            assertThat(find("invented-" + request)).isEmpty();
        }

        assertThat(reads).isEqualTo(1);
    }

    @Test
    void theLastKeysServeForAnHourWhenTheIssuerIsAway() throws KeySourceException {
        find("first");
        issuerAway = true;
        now = now.plus(Duration.ofMinutes(59));
        assertThat(find("first")).hasSize(1);

        now = now.plus(Duration.ofMinutes(2));
        assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> find("first"));

        issuerAway = false;
        now = now.plusSeconds(1);
        assertThat(find("first")).hasSize(1);
    }

    @Test
    void asksAnIssuerThatIsAwayOnceASecond() {
        issuerAway = true;
        for (int request = 0; request < 1_000; request++) {
            assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> find("first"));
        }

        assertThat(reads).isEqualTo(1);
    }

    @Test
    void holdsPublicPartsOnly() throws KeySourceException {
        assertThat(find("first"))
                .singleElement()
                .satisfies(key -> assertThat(key.isPrivate()).isFalse());
    }

    private List<JWK> find(String keyId) throws KeySourceException {
        return ring.get(new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build()), null);
    }

    private JWKSet read() throws IOException {
        reads++;
        if (issuerAway) {
            throw new IOException("away");
        }
        return published;
    }

    private static JWK key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
