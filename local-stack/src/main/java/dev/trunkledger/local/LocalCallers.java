package dev.trunkledger.local;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may use the endpoints of the stack itself: programs of this machine, and for tokens no web page. */
final class LocalCallers {
    private static final int HTTP_PORT = 80;

    private final Set<String> hosts;

    LocalCallers(int port) {
        hosts = port == HTTP_PORT
                ? Set.of("127.0.0.1", "localhost", "127.0.0.1:80", "localhost:80")
                : Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** Why the request is refused, if it is. */
    Optional<String> refusal(LocalRequest request) {
        if (!request.peer().isLoopbackAddress()) {
            return Optional.of("Only programs on this machine may call this.");
        }
        // Another name means that a web page had its own name resolved to 127.0.0.1 (DNS rebinding).
        @Nullable String host = request.header("host");
        if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
            return Optional.of("The Host header must be one of "
                    + String.join(", ", hosts.stream().sorted().toList()) + ".");
        }
        return Optional.empty();
    }

    /** The same, and nothing that a browser sends for a page, whichever page that is. */
    Optional<String> refusalToMint(LocalRequest request) {
        return refusal(request)
                .or(() -> request.header("origin") != null || request.header("sec-fetch-site") != null
                        ? Optional.of("Web pages may not ask for tokens; call from a program such as curl.")
                        : Optional.empty());
    }
}
