package dev.trunkledger.http;

import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.apache.coyote.ProtocolHandler;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Counts the requests that Tomcat has received and for which it has no thread yet. */
final class WaitingRequests implements IntSupplier {

    private volatile @Nullable ProtocolHandler server;

    /** @param handler of the connector that callers come through */
    void of(ProtocolHandler handler) {
        server = handler;
    }

    @Override
    public int getAsInt() {
        ProtocolHandler known = server;
        Executor threads = known == null ? null : known.getExecutor();
        return threads instanceof ThreadPoolExecutor pool ? pool.getQueue().size() : 0;
    }
}
