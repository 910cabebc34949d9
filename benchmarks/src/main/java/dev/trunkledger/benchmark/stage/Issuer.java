package dev.trunkledger.benchmark.stage;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;

/** An identity provider of the benchmark's own. */
final class Issuer {

    public static final String NAME = "https://identity.example.com";

    private final RSAKey key;

    Issuer() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("benchmark").generate();
    }

    void writeKeys(Path file) throws IOException {
        Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());
    }

    String token(String organisation) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience("trunkledger")
                .subject("dialer")
                .claim("org_id", organisation)
                .claim("client_id", "benchmark")
                .claim("scope", "sip-credentials:read sip-credentials:write audit:read call-permits:acquire")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(24 * 3600)))
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }
}
