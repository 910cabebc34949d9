package dev.trunkledger.command.secret.transit;

import dev.trunkledger.command.secret.KeyStoreAwayException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * While the key store is away, one caller at a time tries it and all others are told at once: threads that waited for a
 * store that does not answer would be missing to requests that do not need it.
 */
final class OneProbe {

    private final Semaphore probe = new Semaphore(1);
    private volatile boolean away;

    <T> T call(Supplier<T> call) {
        if (!away) {
            return attempt(call);
        }
        if (!probe.tryAcquire()) {
            throw new KeyStoreAwayException("Vault does not answer at present, which another request is finding out");
        }
        try {
            return attempt(call);
        } finally {
            probe.release();
        }
    }

    private <T> T attempt(Supplier<T> call) {
        try {
            T result = call.get();
            away = false;
            return result;
        } catch (KeyStoreAwayException e) {
            away = true;
            throw e;
        }
    }
}
