package dev.trunkledger.local;

import dev.trunkledger.http.ProblemType;
import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The one origin: takes its port at once, so that a taken one is told before anything starts, and serves later. */
final class Front implements AutoCloseable {
    // As much as the sides take: a token of up to 8 KiB reaches their own check.
    private static final int HEADER_BYTES = 16 * 1024;
    private static final long STOP_MS = 10_000;

    private final Server server;
    private final ServerConnector connector;

    private Front(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    static Front open(int port) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("front");
        Server server = new Server(threads);
        server.setStopTimeout(STOP_MS);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException e) {
            throw new StackException(
                    "Port " + port + " of 127.0.0.1 is taken by another program; choose another one with --port.", e);
        }
        return new Front(server, connector);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false); // the sides' own passes through
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setResponseHeaderSize(HEADER_BYTES);
        configuration.setUriCompliance(UriCompliance.UNSAFE); // the sides judge what a path may hold
        return configuration;
    }

    int port() {
        return connector.getLocalPort();
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + port());
    }

    void serve(LocalEndpoints endpoints, Sides sides) {
        Handler.Sequence handlers = new Handler.Sequence(new LocalHandler(endpoints), new OneOrigin(sides));
        server.setHandler(new GracefulHandler(handlers));
        server.setErrorHandler(Front::problem);
        try {
            server.start();
        } catch (Exception e) {
            throw new StackException("The HTTP front did not start: " + e.getMessage(), e);
        }
    }

    // What Jetty itself refuses: a broken request line, too long headers, an address that is none.
    private static boolean problem(Request request, Response response, Callback callback) {
        ProblemType type = switch (status(request, response)) {
            case HttpStatus.NOT_FOUND_404 -> ProblemType.NOT_FOUND;
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> ProblemType.SERVICE_UNAVAILABLE;
            case HttpStatus.INTERNAL_SERVER_ERROR_500 -> ProblemType.INTERNAL_ERROR;
            default -> ProblemType.MALFORMED_REQUEST;
        };
        String detail = type == ProblemType.MALFORMED_REQUEST
                ? "The request line or a header cannot be read."
                : "The request could not be carried out.";
        @Nullable String path = request.getHttpURI().getPath();
        LocalHandler.write(LocalAnswer.problem(type, detail, path == null ? "/" : path), request, response, callback);
        return true;
    }

    private static int status(Request request, Response response) {
        return request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refusal
                ? refusal.getCode()
                : response.getStatus();
    }

    @Override
    public void close() {
        try {
            server.stop();
            connector.close();
        } catch (Exception e) {
            throw new StackException("The HTTP front did not stop: " + e.getMessage(), e);
        }
    }
}
