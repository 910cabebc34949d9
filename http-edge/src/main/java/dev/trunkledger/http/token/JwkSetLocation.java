package dev.trunkledger.http.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a JWK set from a file or over HTTP, and never waits long for it. */
final class JwkSetLocation {

    private static final int TIMEOUT_MS = 2_000;
    private static final int SIZE_LIMIT = 256 * 1024;

    private JwkSetLocation() {}

    static KeyRing.KeySource of(String uri) {
        URI location = URI.create(uri);
        if ("file".equals(location.getScheme())) {
            Path file = Path.of(location);
            return () -> JWKSet.parse(Files.readString(file));
        }
        DefaultResourceRetriever http = new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, SIZE_LIMIT);
        return () -> JWKSet.parse(http.retrieveResource(url(location)).getContent());
    }

    private static java.net.URL url(URI location) throws IOException {
        return location.toURL();
    }
}
