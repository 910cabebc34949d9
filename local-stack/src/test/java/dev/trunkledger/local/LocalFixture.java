package dev.trunkledger.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Requests to the stack's own endpoints, with one thing changed at a time. */
@NullMarked
final class LocalFixture {
    static final int PORT = 8080;
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private LocalFixture() {}

    static LocalRequest tokenRequest(String body) {
        return new LocalRequest(
                "POST",
                "/local/tokens",
                address("127.0.0.1"),
                Map.of("host", "127.0.0.1:" + PORT, "content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    static LocalRequest with(LocalRequest request, String header, String value) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put(header, value);
        return new LocalRequest(request.method(), request.path(), request.peer(), headers, request.body());
    }

    static LocalRequest without(LocalRequest request, String header) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.remove(header);
        return new LocalRequest(request.method(), request.path(), request.peer(), headers, request.body());
    }

    static LocalRequest from(LocalRequest request, String peer) {
        return new LocalRequest(request.method(), request.path(), address(peer), request.headers(), request.body());
    }

    static LocalRequest by(LocalRequest request, String method, String path) {
        return new LocalRequest(method, path, request.peer(), request.headers(), request.body());
    }

    static TokenMint mint() {
        return new TokenMint(key(), InstantSource.fixed(NOW));
    }

    static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("local").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
