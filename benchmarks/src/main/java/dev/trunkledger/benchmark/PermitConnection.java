package dev.trunkledger.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection that asks for permits, one after the other: two system calls each and hardly an object, so that asking
 * takes little of the machine that answers.
 */
final class PermitConnection implements AutoCloseable {

    private static final String BODY = "{\"calls\":1,\"maxWaitMs\":0}";
    private static final Pattern LIMIT = Pattern.compile("\"limit\":(\\d+)");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[8192];
    private int filled;

    PermitConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
        } catch (SocketException e) {
            socket.close();
            throw e;
        }
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** The whole request, to be made once for all times that it is sent. */
    static byte[] request(UUID credential, String token) {
        return ("POST /api/v1/sip-credentials/" + credential + "/call-permits HTTP/1.1\r\n"
                        + "Host: 127.0.0.1\r\n"
                        + "Authorization: Bearer " + token + "\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the status. */
    int ask(byte[] request) throws IOException {
        out.write(request);
        filled = 0;
        do {
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * filled);
            }
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw new EOFException("The server closed the connection");
            }
            filled += read;
        } while (!complete());
        return Integer.parseInt(answer(9, 12));
    }

    /** The limit that the last answer told, 0 when it told none. */
    int limit() {
        Matcher limit = LIMIT.matcher(answer(0, filled));
        return limit.find() ? Integer.parseInt(limit.group(1)) : 0;
    }

    private String answer(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private boolean complete() {
        String soFar = answer(0, filled);
        int end = soFar.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String head = soFar.substring(0, end + 2).toLowerCase(Locale.ROOT);
        int length = head.indexOf("\r\ncontent-length:");
        if (length < 0) {
            return soFar.endsWith("\r\n0\r\n\r\n"); // chunked
        }
        int from = length + "\r\ncontent-length:".length();
        return filled - end - 4
                >= Integer.parseInt(
                        head.substring(from, head.indexOf("\r\n", from)).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
