package dev.trunkledger.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections of callers who ask nothing: some have not said a word, some have begun a request. */
final class SilentConnections implements AutoCloseable {

    private static final byte[] BEGINNING =
            "PUT /api/v1/sip-credentials/x HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII);

    private final List<SocketChannel> connections = new ArrayList<>();
    private final Selector selector;
    private int connected;

    private SilentConnections(Selector selector) {
        this.selector = selector;
    }

    /** As many as this machine allows, at most so many. */
    static SilentConnections open(ServiceProcess side, int most) throws IOException {
        SilentConnections connections = new SilentConnections(Selector.open());
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(side.baseUrl()).getPort());
        try {
            for (int i = 0; i < most; i++) {
                connections.connect(address);
            }
        } catch (IOException noMoreFiles) {
            System.out.println("This machine allows " + connections.tried() + " connections: " + noMoreFiles);
        }
        return connections;
    }

    private void connect(InetSocketAddress address) throws IOException {
        SocketChannel connection = SocketChannel.open();
        connections.add(connection);
        connection.configureBlocking(false);
        if (connection.connect(address)) {
            begin(connection);
        } else {
            connection.register(selector, SelectionKey.OP_CONNECT);
        }
    }

    int tried() {
        return connections.size();
    }

    /** How many got through so far; the others wait in the kernel, theirs or ours. */
    int connected() {
        try {
            selector.selectNow(this::finish);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return connected;
    }

    private void finish(SelectionKey key) {
        try {
            SocketChannel connection = (SocketChannel) key.channel();
            if (connection.finishConnect()) {
                key.cancel();
                begin(connection);
            }
        } catch (IOException refused) {
            key.cancel();
        }
    }

    private void begin(SocketChannel connection) throws IOException {
        connected++;
        if (connected % 2 == 0) {
            connection.write(ByteBuffer.wrap(BEGINNING));
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
