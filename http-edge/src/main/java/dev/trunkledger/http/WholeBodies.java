package dev.trunkledger.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.AsyncContextCallback;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a connection and the server, and has a request served once its whole body is there. While a body is on
 * its way it holds its connection and no thread, so that callers who take their time keep nobody else waiting; those who
 * take more than {@link #PATIENCE} in all get 408 (RFC 9110, section 15.5.9). A body that came with its head, which is
 * the usual one, is left where it is.
 *
 * <p>One for each connection that is being served; never used by two threads at once.
 */
final class WholeBodies implements Adapter, AsyncContextCallback {

    /** Attribute of a request whose body did not arrive as it should: the problem; {@link BodyLimit} refuses it. */
    static final String REFUSAL = WholeBodies.class.getName() + ".refusal";

    /** For 16 KiB at most: a modem is faster. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Adapter server;

    /** Null while none is on its way. */
    private @Nullable ArrivingBody arriving;

    WholeBodies(Adapter server) {
        this.server = server;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        forget();
        if (request.isFinished()) {
            server.service(request, response);
        } else if (isRefusedAlready(request)) {
            server.service(request, response);
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        } else if (isThere(request)) {
            server.service(request, response);
        } else {
            await(request);
        }
    }

    /** Its headers may be such that they cannot even be read. */
    private static boolean isRefusedAlready(Request request) {
        AtomicBoolean refused = new AtomicBoolean();
        request.action(ActionCode.IS_ERROR, refused);
        return refused.get();
    }

    private static boolean isThere(Request request) {
        long length = request.getContentLengthLong();
        if (length < 0) {
            return false; // chunks tell their end last
        }
        request.action(ActionCode.AVAILABLE, true);
        return request.getAvailable() >= length;
    }

    private void await(Request request) {
        ArrivingBody body = new ArrivingBody(request);
        arriving = body;
        request.setRequestThread();
        try {
            // Whoever expects 100 (Continue) sends nothing before.
            request.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
            request.action(ActionCode.ASYNC_START, this);
            request.action(ActionCode.ASYNC_SETTIMEOUT, PATIENCE.toMillis());
            request.setReadListener(body);
        } finally {
            request.clearRequestThread();
        }
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        ArrivingBody body = arriving;
        if (body == null) {
            return server.asyncDispatch(request, response, event);
        }
        return switch (event) {
            case OPEN_READ -> goOn(request, response, body);
            case TIMEOUT -> refuse(request, response, body);
            default -> giveUp();
        };
    }

    private boolean goOn(Request request, Response response, ArrivingBody body) throws Exception {
        try {
            readOn(request);
        } catch (IOException gone) {
            return giveUp();
        }
        if (body.isBroken()) {
            request.setAttribute(REFUSAL, ProblemType.MALFORMED_REQUEST);
        }
        if (body.hasArrived()) {
            serve(request, response, body);
        }
        return true;
    }

    private boolean refuse(Request request, Response response, ArrivingBody body) throws Exception {
        request.action(ActionCode.ASYNC_TIMEOUT, new AtomicBoolean());
        request.setAttribute(REFUSAL, ProblemType.REQUEST_TIMEOUT);
        serve(request, response, body);
        return true;
    }

    /** Nobody is left to answer. */
    private boolean giveUp() {
        forget();
        return false;
    }

    /** Also when a connection before this one ended without a word. */
    private void forget() {
        ArrivingBody body = arriving;
        if (body != null) {
            body.wipe();
            arriving = null;
        }
    }

    private static void readOn(Request request) throws IOException {
        request.setRequestThread();
        try {
            request.onDataAvailable();
        } finally {
            request.clearRequestThread();
        }
    }

    /** From here on it is a request like any other. */
    private void serve(Request request, Response response, ArrivingBody body) throws Exception {
        arriving = null;
        request.setRequestThread();
        request.action(ActionCode.ASYNC_DISPATCH, null);
        request.action(ActionCode.ASYNC_DISPATCHED, null);
        InputBuffer connection = request.getInputBuffer();
        request.setInputBuffer(body);
        try {
            server.service(request, response);
        } finally {
            request.setInputBuffer(connection);
            body.wipe();
        }
        if (!request.isFinished()) {
            // What is still to come of it must not be waited for, by a thread, nor be taken for another request.
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return server.prepare(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        server.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        server.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return server.getDomain();
    }

    @Override
    public void fireOnComplete() {}

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public void incrementInProgressAsyncCount() {}

    @Override
    public void decrementInProgressAsyncCount() {}
}
