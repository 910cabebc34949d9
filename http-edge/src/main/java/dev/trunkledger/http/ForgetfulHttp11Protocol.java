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
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1, except that it wipes what it read of a request, and what it wrote of the answer, once the request
 * is over. Without that, every connection that is kept alive holds both in memory, a password in them included. One
 * buffer is out of its reach, see {@link SecretAnswers}. Public because Tomcat makes one by the name of the class.
 */
public final class ForgetfulHttp11Protocol extends Http11NioProtocol {

    /** As long as the longest buffer by far; made once, as there are three buffers to wipe for every request. */
    private static final byte[] ZEROS = new byte[64 * 1024];

    @Override
    protected Processor createProcessor() {
        return new ForgetfulProcessor(this, getAdapter());
    }

    private static final class ForgetfulProcessor extends Http11Processor {

        ForgetfulProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            SocketState state = super.service(socket);
            // Open means that nothing of a next request has been read yet; in any other state the buffer is still used.
            if (state == SocketState.OPEN || state == SocketState.CLOSED) {
                wipe(socket);
            }
            return state;
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
