package dev.trunkledger.query.reading;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

class ReadingConfigTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    /** What is left of a network that swallows what is sent: connections are made, and nobody answers on them. */
    @Test
    void goesOnTryingWhereNobodyAnswers() throws Exception {
        Queue<Socket> accepted = new ConcurrentLinkedQueue<>();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HikariDataSource pool = new ReadingConfig()
                        .readingDataSource(at(silent.getLocalPort()), new ReadingProperties(2, SHORT, SHORT))) {
            Thread.ofPlatform().daemon().start(() -> accept(silent, accepted));

            // The driver itself makes two for one, as it waits for an answer about TLS with a limit of its own.
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
                return accepted.size() > 3;
            });
        } finally {
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }

    private static void accept(ServerSocket silent, Queue<Socket> accepted) {
        try {
            while (true) {
                accepted.add(silent.accept());
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static JdbcConnectionDetails at(int port) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "somebody";
            }

            @Override
            public String getPassword() {
                return "nothing";
            }

            @Override
            public String getJdbcUrl() {
                return "jdbc:postgresql://127.0.0.1:" + port + "/nowhere";
            }
        };
    }
}
