package dev.trunkledger.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.trunkledger.http.LocalMode;
import dev.trunkledger.http.Scopes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs access tokens (RFC 9068) of the local issuer. */
final class TokenMint {
    static final String AUDIENCE = "trunkledger";
    static final String DEMO_ORGANISATION = "demo";
    static final Duration LONGEST = Duration.ofDays(365);
    private static final List<String> ALL_SCOPES =
            List.of(Scopes.READ, Scopes.WRITE, Scopes.REVEAL, Scopes.PROVIDER, Scopes.AUDIT, Scopes.CALL_PERMITS);

    private final ECKey key;
    private final InstantSource clock;

    TokenMint(ECKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Every scope, for the organisation of the first steps. */
    String adminToken() {
        return mint(new TokenGrant(DEMO_ORGANISATION, "local-admin", String.join(" ", ALL_SCOPES), LONGEST));
    }

    String mint(TokenGrant grant) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(LocalMode.ISSUER)
                .audience(AUDIENCE)
                .subject(grant.sub())
                .claim("org_id", grant.orgId())
                .claim("scope", grant.scope())
                .claim("client_id", "local-stack")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(grant.ttl())))
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            JWSSigner signer = new ECDSASigner(key);
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("The local token key does not sign", e);
        }
        return token.serialize();
    }

    byte[] publicKeys() {
        return new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
    }
}
