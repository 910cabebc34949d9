package dev.trunkledger.local;

import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to an endpoint of the stack itself.
 *
 * @param peer the other end of the connection
 * @param headers names in lower case; of a repeated header all values, joined by a comma
 * @param body null when it was longer than the limit
 */
record LocalRequest(String method, String path, InetAddress peer, Map<String, String> headers, byte @Nullable [] body) {

    @Nullable
    String header(String name) {
        return headers.get(name);
    }
}
