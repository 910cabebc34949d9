package dev.trunkledger.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1, except that it waits for bodies without a thread ({@link WholeBodies}), for heads and silent callers not for
 * long ({@link CrowdedEndpoint}), and wipes what it read of a request, and what it wrote of the answer, once the request
 * is over. Without that, every connection that is kept alive holds both in memory, a password in them included. One
 * buffer is out of its reach, see {@link SecretAnswers}. Public because Tomcat makes one by the name of the class.
 */
public final class ForgetfulHttp11Protocol extends Http11NioProtocol {

    /** As long as the longest buffer by far; made once, as there are three buffers to wipe for every request. */
    private static final byte[] ZEROS = new byte[64 * 1024];

    /** A head that takes longer is no caller's. */
    private static final long HEAD_PATIENCE_NANOS = 10_000_000_000L;

    public ForgetfulHttp11Protocol() {
        super(new CrowdedEndpoint());
    }

    @Override
    protected Processor createProcessor() {
        return new ForgetfulProcessor(this, getAdapter());
    }

    private static final class ForgetfulProcessor extends Http11Processor {

        /** When the first part of a head came of which the end has not come yet. */
        private long headBegan;

        private @Nullable SocketWrapperBase<?> headOf;

        ForgetfulProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, new WholeBodies(adapter));
        }

        @Override
        public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
            SocketState state = super.process(socket, event);
            // Open means that nothing of a next request has been read yet; in any other state the buffer is still used.
            if (state == SocketState.OPEN || state == SocketState.CLOSED) {
                wipe(socket);
            }
            return takesForEver(socket, state) ? SocketState.CLOSED : state;
        }

        /**
         * At the end of a chunked body Tomcat has the connection read at once, by another processor within this one, so that
         * the listener is told of the end. That one would take the caller's next request and answer it before this one.
         * Ours knows the end when it has read it.
         */
        @Override
        protected void executeDispatches() {
            getIteratorAndClearDispatches();
        }

        /** Tomcat's own limit counts from the last byte, so that a byte now and then would keep the place for hours. */
        private boolean takesForEver(SocketWrapperBase<?> socket, SocketState state) {
            if (state != SocketState.LONG || isAsync()) {
                headOf = null;
                return false;
            }
            if (headOf != socket) { // the one before may have ended without a word
                headOf = socket;
                headBegan = System.nanoTime();
            }
            return System.nanoTime() - headBegan > HEAD_PATIENCE_NANOS;
        }

        private void wipe(SocketWrapperBase<?> socket) {
            if (getRequest().getInputBuffer() instanceof Http11InputBuffer input) {
                wipe(input.getByteBuffer());
            }
            SocketBufferHandler buffers = socket.getSocketBufferHandler();
            // What is still to be read or written belongs to somebody.
            if (buffers != null && buffers.isReadBufferEmpty()) {
                wipe(buffers.getReadBuffer());
            }
            if (buffers != null && buffers.isWriteBufferEmpty()) {
                wipe(buffers.getWriteBuffer());
            }
        }

        /** All of it, whatever its position and limit, which stay. */
        private static void wipe(@Nullable ByteBuffer buffer) {
            if (buffer != null) {
                ByteBuffer all = buffer.duplicate().clear();
                while (all.hasRemaining()) {
                    all.put(ZEROS, 0, Math.min(ZEROS.length, all.remaining()));
                }
            }
        }
    }
}
