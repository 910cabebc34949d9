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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys, read again on an interval and when a token names an unknown one. When they cannot be read,
 * the last ones serve for an hour: an issuer's short outage must not stop every caller.
 */
final class KeyRing implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    /** Tokens with invented key ids must not turn into a flood of requests to the issuer. */
    private static final Duration UNKNOWN_KEY_INTERVAL = Duration.ofSeconds(5);

    private static final Duration OUTAGE_TOLERANCE = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final KeySource source;
    private final Duration refresh;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile State state = new State(null, Instant.EPOCH, Instant.EPOCH);

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

    /** @param keys the last ones that could be read */
    private record State(@Nullable JWKSet keys, Instant readAt, Instant triedAt) {

        boolean isStaleAt(Instant now, Duration maxAge) {
            boolean failed = readAt.isBefore(triedAt);
            return !now.isBefore(triedAt.plus(failed ? RETRY : maxAge));
        }

        JWKSet usableAt(Instant now) throws KeySourceException {
            if (keys == null || now.isAfter(readAt.plus(OUTAGE_TOLERANCE))) {
                throw new RemoteKeySourceException("The JWK set cannot be read", null);
            }
            return keys;
        }
    }

    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> found = wanted.select(keys(refresh));
        return found.isEmpty() ? wanted.select(keys(UNKNOWN_KEY_INTERVAL)) : found;
    }

    private JWKSet keys(Duration maxAge) throws KeySourceException {
        Instant now = clock.instant();
        State known = state;
        // One thread asks the issuer; the others go on with what they have, or wait when there is nothing yet.
        if (!known.isStaleAt(now, maxAge) || !mayRead(known)) {
            return known.usableAt(now);
        }
        try {
            if (state == known) {
                state = read(known, now);
            }
        } finally {
            reading.unlock();
        }
        return state.usableAt(now);
    }

    private boolean mayRead(State known) {
        if (known.keys() != null) {
            return reading.tryLock();
        }
        reading.lock();
        return true;
    }

    private State read(State known, Instant now) {
        try {
            return new State(source.read().toPublicJWKSet(), now, now);
        } catch (IOException | ParseException e) {
            LOG.warn("The issuer's keys cannot be read: {}", e.getClass().getName());
            return new State(known.keys(), known.readAt(), now);
        }
    }
}
