package dev.trunkledger.system.torture;

import dev.trunkledger.infrastructure.LoopbackPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way over TCP between two processes, that can be made as bad as networks are. */
final class Link implements AutoCloseable {

    /** What becomes of the bytes. */
    enum Condition {
        GOOD,
        /** Each piece of up to 64 KiB comes 50 ms later. */
        SLOW,
        /** Every connection is reset, those there are and those that are tried. */
        RESET,
        /** Connections stay and can be made, and nothing arrives on any, until it all does. */
        STALLED,
        /** What is sent arrives, and answers do not; in the end the connections are reset. */
        ANSWERS_LOST,
        /**
         * What is sent on connections that were there is swallowed, for good, and neither side is told; new ones work. The
         * other side's end is given up when the same befalls the link again, which is sooner than its system would.
         */
        DEAD
    }

    private static final long SLOW_MS = 50;

    private final String name;
    private final int targetPort;
    private final ServerSocket listener;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile Condition condition = Condition.GOOD;

    Link(String name, int targetPort) {
        this.name = name;
        this.targetPort = targetPort;
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), LoopbackPort.free()), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("link " + name).start(this::accept);
    }

    String name() {
        return name;
    }

    /** Where to connect in place of the target. */
    int port() {
        return listener.getLocalPort();
    }

    void become(Condition wanted) {
        boolean resets = wanted == Condition.RESET || condition == Condition.ANSWERS_LOST;
        if (wanted == Condition.DEAD) {
            buryAll();
        }
        synchronized (this) {
            condition = wanted;
            notifyAll();
        }
        if (resets) {
            connections.forEach(Connection::reset);
        }
    }

    private void buryAll() {
        for (Connection connection : connections) {
            if (connection.dead) {
                connection.reset();
            } else {
                connection.dead = true;
            }
        }
    }

    @Override
    public void close() {
        become(Condition.RESET);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        Socket far = new Socket();
        Connection connection = new Connection(near, far);
        connections.add(connection);
        try {
            if (condition == Condition.RESET) {
                throw new IOException("reset");
            }
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
            Thread.ofVirtual().start(() -> carry(connection, near, far, false));
            Thread.ofVirtual().start(() -> carry(connection, far, near, true));
        } catch (IOException e) {
            connection.reset();
        }
    }

    private void carry(Connection connection, Socket from, Socket to, boolean answers) {
        byte[] piece = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                pass(answers);
                if (!connection.dead) {
                    out.write(piece, 0, read);
                }
            }
            if (!connection.dead) {
                to.shutdownOutput();
            }
            connection.ended();
        } catch (IOException e) {
            if (!connection.dead) {
                connection.reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(boolean answers) throws InterruptedException {
        if (condition == Condition.SLOW) {
            Thread.sleep(SLOW_MS);
        }
        synchronized (this) {
            while (condition == Condition.STALLED || answers && condition == Condition.ANSWERS_LOST) {
                wait();
            }
        }
    }

    private final class Connection {
        private final Socket near;
        private final Socket far;
        private int directionsEnded;
        private volatile boolean dead;

        Connection(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        /** One direction is at its end; after the other one too, nothing is left. */
        synchronized void ended() throws IOException {
            directionsEnded++;
            if (directionsEnded == 2) {
                connections.remove(this);
                near.close();
                far.close();
            }
        }

        void reset() {
            connections.remove(this);
            reset(near);
            reset(far);
        }

        private static void reset(Socket socket) {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (IOException gone) {
                // It has been closed already.
            }
        }
    }
}
