package dev.trunkledger.http;

import jakarta.servlet.ReadListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * A body as far as it has arrived, and where it is read from once it is there. Keeps one byte more than a body may have, so
 * that {@link BodyLimit} notices; the rest is read away, as a caller who is still sending does not see a refusal.
 */
final class ArrivingBody implements ReadListener, ApplicationBufferHandler, InputBuffer {

    private static final int KEPT = BodyLimit.BYTES + 1;
    private static final int READ_AWAY = 1024 * 1024;

    private final Request request;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    /** Grows with what is there, not with what is announced. */
    private byte[] bytes = new byte[256];

    private int length;
    private int position;
    private int count;
    private boolean ended;
    private boolean broken;

    ArrivingBody(Request request) {
        this.request = request;
    }

    /** All of it, or more than anybody will read. */
    boolean hasArrived() {
        return ended || count > READ_AWAY || request.isFinished();
    }

    /** Chunks that are none. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!hasArrived() && request.isReady()) {
            readPiece();
        }
    }

    private void readPiece() throws IOException {
        try {
            int read = request.doRead(this);
            ended = read < 0;
            if (read > 0) {
                keep(piece.duplicate());
                count += read;
            }
        } catch (BadRequestException noChunk) {
            broken = true;
            ended = true;
        }
    }

    private void keep(ByteBuffer more) {
        int kept = Math.min(more.remaining(), KEPT - length);
        if (length + kept > bytes.length) {
            byte[] larger = Arrays.copyOf(bytes, Math.min(KEPT, Math.max(length + kept, 2 * bytes.length)));
            Arrays.fill(bytes, (byte) 0);
            bytes = larger;
        }
        more.get(bytes, length, kept);
        length += kept;
    }

    @Override
    public int doRead(ApplicationBufferHandler reader) {
        if (position == length) {
            return -1;
        }
        int read = length - position;
        reader.setByteBuffer(ByteBuffer.wrap(bytes, position, read));
        position = length;
        return read;
    }

    @Override
    public int available() {
        return length - position;
    }

    /** It may hold a password. */
    void wipe() {
        Arrays.fill(bytes, (byte) 0);
        length = 0;
        position = 0;
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        piece = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return piece;
    }

    @Override
    public void expand(int size) {}

    @Override
    public void onAllDataRead() {}

    @Override
    public void onError(Throwable failure) {}
}
