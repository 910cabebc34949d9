package dev.trunkledger.http.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's public keys, read again on an interval and when a token names an unknown one. When they cannot be read,
 * the last ones serve for an hour: an issuer's short outage must not stop every caller.
 */
final class KeyRing implements JWKSource<SecurityContext> {

    /** Tokens with invented key ids must not turn into a flood of requests to the issuer. */
    private static final Duration UNKNOWN_KEY_INTERVAL = Duration.ofSeconds(5);

    private static final Duration OUTAGE_TOLERANCE = Duration.ofHours(1);

    private final KeySource source;
    private final Duration refresh;
    private final InstantSource clock;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Loaded loaded;

    KeyRing(KeySource source, Duration refresh, InstantSource clock) {
        this.source = source;
        this.refresh = refresh;
        this.clock = clock;
    }

    /** Where a JWK set comes from. */
    @FunctionalInterface
    interface KeySource {
        JWKSet read() throws IOException, ParseException;
    }

    private record Loaded(JWKSet keys, Instant readAt, Instant triedAt) {}

    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> found = wanted.select(keys(refresh));
        return found.isEmpty() ? wanted.select(keys(UNKNOWN_KEY_INTERVAL)) : found;
    }

    private JWKSet keys(Duration maxAge) throws KeySourceException {
        @Nullable Loaded known = loaded;
        if (known != null && clock.instant().isBefore(known.triedAt().plus(maxAge))) {
            return known.keys();
        }
        // One thread asks the issuer; the others go on with what they have, or wait when there is nothing yet.
        if (known != null && !loading.tryLock()) {
            return known.keys();
        }
        if (known == null) {
            loading.lock();
        }
        try {
            return loaded == known ? load(known) : current();
        } finally {
            loading.unlock();
        }
    }

    private JWKSet load(@Nullable Loaded known) throws KeySourceException {
        Instant now = clock.instant();
        try {
            JWKSet keys = source.read().toPublicJWKSet();
            loaded = new Loaded(keys, now, now);
            return keys;
        } catch (IOException | ParseException e) {
            if (known == null || now.isAfter(known.readAt().plus(OUTAGE_TOLERANCE))) {
                throw new RemoteKeySourceException("The JWK set cannot be read", e);
            }
            loaded = new Loaded(known.keys(), known.readAt(), now);
            return known.keys();
        }
    }

    private JWKSet current() {
        @Nullable Loaded now = loaded;
        return now == null ? new JWKSet() : now.keys();
    }
}
