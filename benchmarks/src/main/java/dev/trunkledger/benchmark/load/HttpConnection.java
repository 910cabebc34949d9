package dev.trunkledger.benchmark.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Sends requests, one after the other: two system calls each and hardly an object, so that asking takes little of the
 * machine that answers. They go over one connection for as long as the server keeps it; after an answer with
 * {@code Connection: close} (RFC 9112, section 9.6), as some overloads get it, the next request takes a new one.
 */
public final class HttpConnection implements AutoCloseable {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "\r\nconnection: close\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private Line line;
    private byte[] buffer = new byte[8192];
    private int filled;
    private int status;
    private boolean serverCloses;

    /** A connection with its two directions. */
    private record Line(Socket socket, InputStream in, OutputStream out) {

        static Line to(int port) throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            try {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(60_000);
                return new Line(socket, socket.getInputStream(), socket.getOutputStream());
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }
    }

    public HttpConnection(int port) throws IOException {
        this.port = port;
        line = Line.to(port);
    }

    /** The whole request, to be made once for all times that it is sent. An empty body means none. */
    public static byte[] request(String method, String path, String token, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "Authorization: Bearer " + token + "\r\n"
                + (content.length == 0
                        ? ""
                        : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n")
                + "\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }

    /** Returns the status, once the whole answer is there. */
    public int exchange(byte[] request) throws IOException {
        if (serverCloses) {
            line.socket.close();
            line = Line.to(port);
        }
        line.out.write(request);
        filled = 0;
        int head = -1;
        do {
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * filled);
            }
            int read = line.in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw new EOFException("The server closed the connection");
            }
            filled += read;
            head = head < 0 ? indexOf(END_OF_HEAD, filled) : head;
        } while (head < 0 || !isComplete(head));
        status = number(9);
        serverCloses = indexOf(CLOSE, head + 2) >= 0;
        return status;
    }

    /** The last answer with its head. */
    public String answer() {
        return new String(buffer, 0, filled, StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException when the last answer was not a success */
    public void requireSuccess() {
        if (status < 200 || status > 299) {
            throw new IllegalStateException("Unexpected answer: " + answer());
        }
    }

    private boolean isComplete(int head) {
        if (number(9) == 204) {
            return true;
        }
        int length = indexOf(LENGTH, head + 2);
        int received = filled - head - END_OF_HEAD.length;
        return length < 0 ? endsWithLastChunk() : received >= number(length + LENGTH.length);
    }

    private boolean endsWithLastChunk() {
        return Arrays.equals(buffer, Math.max(0, filled - LAST_CHUNK.length), filled, LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    private int indexOf(byte[] wanted, int end) {
        for (int from = 0; from <= end - wanted.length; from++) {
            int matched = 0;
            while (matched < wanted.length && lowerCase(buffer[from + matched]) == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return from;
            }
        }
        return -1;
    }

    private static int lowerCase(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }

    private int number(int from) {
        int at = from;
        while (buffer[at] == ' ') {
            at++;
        }
        int number = 0;
        for (; at < filled && buffer[at] >= '0' && buffer[at] <= '9'; at++) {
            number = 10 * number + buffer[at] - '0';
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        line.socket.close();
    }
}
