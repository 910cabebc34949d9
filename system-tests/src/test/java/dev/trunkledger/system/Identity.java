package dev.trunkledger.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;

/** An identity provider of the tests' own: a key pair, its public half as a JWK set file, and the tokens it signs. */
public final class Identity {

    static final String ISSUER = "https://identity.example.com";
    public static final String ALL_SCOPES = "sip-credentials:read sip-credentials:write sip-credentials:reveal"
            + " sip-credentials:provider audit:read call-permits:acquire";
    static final String MANUAL_SCOPES = "sip-credentials:read sip-credentials:write audit:read";

    private final RSAKey key;

    Identity() {
        try {
            key = new RSAKeyGenerator(2048).keyID("system-test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    Path writeJwkSet(Path directory) {
        try {
            return Files.writeString(directory.resolve("jwks.json"), new JWKSet(key.toPublicJWK()).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String token(String organisation, String subject, String scopes) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("trunkledger")
                .subject(subject)
                .claim("org_id", organisation)
                .claim("client_id", "system-tests")
                .claim("scope", scopes)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}
