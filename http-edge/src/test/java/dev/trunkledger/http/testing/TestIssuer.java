package dev.trunkledger.http.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** An issuer with a fresh ES256 key whose JWK set lies in a file; signs any claims. */
public final class TestIssuer {

    public static final String ISSUER = "https://issuer.test";
    public static final String AUDIENCE = "trunkledger";

    private final ECKey key;
    private final Path jwkSet;

    private TestIssuer(ECKey key, Path jwkSet) {
        this.key = key;
        this.jwkSet = jwkSet;
    }

    public static TestIssuer create() {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256).keyID("test-key").generate();
            Path file = Files.createTempFile("jwks", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, new JWKSet(key).toString());
            return new TestIssuer(key, file);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ECKey key() {
        return key;
    }

    public Path jwkSet() {
        return jwkSet;
    }

    /** What an application needs to accept this issuer's tokens. */
    public Map<String, String> properties() {
        return Map.of(
                "trunkledger.security.issuer", ISSUER,
                "trunkledger.security.audience", AUDIENCE,
                "trunkledger.security.jwk-set-uri", jwkSet.toUri().toString());
    }

    public String token(String orgId, String sub, String... scopes) {
        return sign(claims(orgId, sub, scopes).build());
    }

    /** The claims of a good token, to be spoilt. */
    public static JWTClaimsSet.Builder claims(String orgId, String sub, String... scopes) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of(AUDIENCE))
                .subject(sub)
                .claim("org_id", orgId)
                .claim("client_id", "test-client")
                .claim("scope", String.join(" ", scopes))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)));
    }

    public String sign(JWTClaimsSet claims) {
        return sign(header().build(), claims);
    }

    /** The header of a good token, to be spoilt. */
    public JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).type(new JOSEObjectType("at+jwt"));
    }

    public String sign(JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
