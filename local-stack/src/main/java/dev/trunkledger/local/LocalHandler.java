package dev.trunkledger.local;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Between Jetty and {@link LocalEndpoints}. */
final class LocalHandler extends Handler.Abstract {
    private static final int BODY_LIMIT = 16 * 1024;

    private final LocalEndpoints endpoints;

    LocalHandler(LocalEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (!path.startsWith(LocalEndpoints.PREFIX)
                || !(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer)) {
            return false;
        }
        LocalRequest asked =
                new LocalRequest(request.getMethod(), path, peer.getAddress(), headers(request), body(request));
        write(endpoints.answer(asked), request, response, callback);
        return true;
    }

    static void write(LocalAnswer answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        boolean head = request.getMethod().equals("HEAD");
        response.write(true, ByteBuffer.wrap(head ? new byte[0] : answer.body()), callback);
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new TreeMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(
                    field.getName().toLowerCase(Locale.ROOT),
                    field.getValue() == null ? "" : field.getValue(),
                    (a, b) -> a + "," + b);
        }
        return headers;
    }

    /** Null when it is longer than the limit. */
    private static byte @Nullable [] body(Request request) throws Exception {
        if (request.getLength() > BODY_LIMIT) {
            return null;
        }
        byte[] body = Content.Source.asInputStream(request).readNBytes(BODY_LIMIT + 1);
        return body.length > BODY_LIMIT ? null : body;
    }
}
