package dev.trunkledger.http.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Every way we know in which a token can be wrong; each must answer 401. */
public final class BadTokens {

    private final TestIssuer issuer;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private BadTokens(TestIssuer issuer) {
        this.issuer = issuer;
    }

    /** @return what is wrong with it → the token */
    public static Map<String, String> of(TestIssuer issuer) {
        BadTokens bad = new BadTokens(issuer);
        bad.forms();
        bad.algorithms();
        bad.headers();
        bad.claims();
        return bad.tokens;
    }

    private void forms() {
        String good = issuer.sign(good().build());
        tokens.put("not a JWT", "abc");
        tokens.put("two parts only", good.substring(0, good.lastIndexOf('.')));
        tokens.put("signature cut off", good.substring(0, good.lastIndexOf('.') + 1));
        tokens.put("claims altered", altered(good));
        tokens.put(
                "oversize",
                issuer.sign(good().claim("padding", "x".repeat(9_000)).build()));
    }

    private void algorithms() {
        tokens.put("algorithm none", new PlainJWT(good().build()).serialize());
        tokens.put("HS256 keyed with the public key", hmacWithPublicKey());
        tokens.put("algorithm that is not accepted", signed(header(JWSAlgorithm.ES384), key(Curve.P_384)));
        tokens.put("unknown key id", signed(header(JWSAlgorithm.ES256).keyID("other"), key(Curve.P_256)));
        tokens.put("another key under the known id", signed(header(JWSAlgorithm.ES256), key(Curve.P_256)));
    }

    private void headers() {
        ECKey own = key(Curve.P_256);
        tokens.put("key embedded", signed(header(JWSAlgorithm.ES256).jwk(own.toPublicJWK()), own));
        tokens.put("key embedded beside a good signature", header(h -> h.jwk(own.toPublicJWK())));
        tokens.put("jku", header(h -> h.jwkURL(URI.create("https://evil.test/jwks.json"))));
        tokens.put("x5u", header(h -> h.x509CertURL(URI.create("https://evil.test/cert.pem"))));
        tokens.put("x5c", header(h -> h.x509CertChain(List.of(Base64.encode("certificate")))));
        tokens.put("crit", header(h -> h.criticalParams(Set.of("exp")).customParam("exp", 1)));
        tokens.put("no typ", header(h -> h.type(null)));
        tokens.put("typ of another kind", header(h -> h.type(new JOSEObjectType("logout+jwt"))));
    }

    private void claims() {
        Date past = Date.from(Instant.now().minusSeconds(120));
        Date future = Date.from(Instant.now().plusSeconds(120));
        claims("issuer", c -> c.issuer("https://other.test"));
        claims("no issuer", c -> c.issuer(null));
        claims("audience", c -> c.audience("other"));
        claims("no audience", c -> c.audience((String) null));
        claims("expired", c -> c.expirationTime(past));
        claims("no expiry", c -> c.expirationTime(null));
        claims("not before", c -> c.notBeforeTime(future));
        claims("no subject", c -> c.subject(null));
        claims("no organisation", c -> c.claim("org_id", null));
        claims("organisation blank", c -> c.claim("org_id", " "));
        claims("organisation a number", c -> c.claim("org_id", 7));
        claims("organisation a list", c -> c.claim("org_id", List.of("acme")));
        claims("organisation over-long", c -> c.claim("org_id", "o".repeat(256)));
        claims("organisation with a control character", c -> c.claim("org_id", "acme\n"));
        claims("ID token by nonce", c -> c.claim("nonce", "n"));
        claims("ID token by at_hash", c -> c.claim("at_hash", "h"));
        claims("ID token by token_use", c -> c.claim("token_use", "id"));
        claims("refresh token by typ", c -> c.claim("typ", "Refresh"));
    }

    private static JWTClaimsSet.Builder good() {
        return TestIssuer.claims("acme", "mallory", "sip-credentials:read");
    }

    private void claims(String what, UnaryOperator<JWTClaimsSet.Builder> spoilt) {
        tokens.put(what, issuer.sign(spoilt.apply(good()).build()));
    }

    private String header(UnaryOperator<JWSHeader.Builder> spoilt) {
        return issuer.sign(spoilt.apply(issuer.header()).build(), good().build());
    }

    private JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(issuer.key().getKeyID()).type(new JOSEObjectType("at+jwt"));
    }

    private static String signed(JWSHeader.Builder header, ECKey key) {
        try {
            SignedJWT token = new SignedJWT(header.build(), good().build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String hmacWithPublicKey() {
        try {
            SignedJWT token = new SignedJWT(header(JWSAlgorithm.HS256).build(), good().build());
            token.sign(new MACSigner(issuer.key().toECPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String altered(String token) {
        String[] parts = token.split("\\.");
        String claims = new String(java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("acme", "evil");
        return parts[0] + "."
                + java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + "." + parts[2];
    }

    private static ECKey key(Curve curve) {
        try {
            return new ECKeyGenerator(curve).keyID("test-key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
