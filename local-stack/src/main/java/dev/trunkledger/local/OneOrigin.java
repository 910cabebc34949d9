package dev.trunkledger.local;

import dev.trunkledger.http.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Sends each call to the side that answers it. */
final class OneOrigin extends ProxyHandler.Reverse {
    // Above the ten seconds that a caller may wait for a version, below the sides' minute of keep-alive.
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 1_024;

    OneOrigin(Sides sides) {
        super(request -> target(request.getMethod(), request.getHttpURI(), sides));
        setViaHost("trunkledger"); // instead of looking up the machine's name
    }

    private static HttpURI target(String method, HttpURI asked, Sides sides) {
        @Nullable String path = asked.getPath();
        URI side = sides.of(Destination.of(method, path == null ? "/" : path));
        return HttpURI.build(asked)
                .scheme("http")
                .host(side.getHost())
                .port(side.getPort())
                .asImmutable();
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setIdleTimeout(IDLE.toMillis());
        client.setMaxConnectionsPerDestination(CONNECTIONS);
        client.setUserAgentField(null); // the caller's own, or none
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            new URI(request.getHttpURI().getPathQuery());
        } catch (URISyntaxException e) {
            LocalHandler.write(
                    problem(
                            request,
                            ProblemType.MALFORMED_REQUEST,
                            "The path or query holds characters that must be" + " percent-encoded."),
                    request,
                    response,
                    callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** The sides believe these headers, so what the caller wrote into them goes. */
    @Override
    protected void addProxyHeaders(Request asked, org.eclipse.jetty.client.Request forwarded) {
        addViaHeader(asked, forwarded);
        forwarded.headers(headers -> headers.remove(HttpHeader.FORWARDED)
                .put(HttpHeader.X_FORWARDED_FOR, Request.getRemoteAddr(asked))
                .put(HttpHeader.X_FORWARDED_PROTO, "http")
                .put(HttpHeader.X_FORWARDED_HOST, asked.getHttpURI().getAuthority())
                .put(HttpHeader.X_FORWARDED_PORT, Integer.toString(Request.getServerPort(asked))));
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request asked,
            org.eclipse.jetty.client.Request forwarded,
            org.eclipse.jetty.client.Response answer,
            Response response,
            Callback callback,
            Throwable failure) {
        if (response.isCommitted()) {
            callback.failed(failure);
            return;
        }
        response.reset();
        LocalHandler.write(
                problem(asked, ProblemType.SERVICE_UNAVAILABLE, "The side that serves this does not answer.")
                        .with("Retry-After", "1"),
                asked,
                response,
                callback);
    }

    private static LocalAnswer problem(Request request, ProblemType type, String detail) {
        return LocalAnswer.problem(type, detail, Request.getPathInContext(request));
    }
}
