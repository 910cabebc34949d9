package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.system.ApiClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Far more callers than there is room for, and such that hold their connections without asking anything. */
class StormSystemTest {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final int CALLERS = 600;
    private static final Duration STORM = Duration.ofSeconds(8);
    private static final int IDLE_CONNECTIONS = 10_000;
    /** What a container of the compose file may have. */
    private static final long MEMORY_LIMIT_KB = 512 * 1024;

    private static Deployment deployment;

    @BeforeAll
    static void start() {
        deployment = Deployment.start();
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    @Test
    void aStormIsShedAndWhatIsAcknowledgedIsKept() throws Exception {
        ApiClient caller =
                deployment.caller("org-" + UUID.randomUUID(), "storm").aside();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(create(caller));
        }
        AtomicInteger done = new AtomicInteger();
        AtomicInteger shed = new AtomicInteger();
        long end = System.nanoTime() + STORM.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                String id = ids.get(i % ids.size());
                running.add(callers.submit(() -> {
                    while (System.nanoTime() - end < 0) {
                        String body = "{\"server\":\"sip.example.com\",\"description\":\"" + UUID.randomUUID() + "\"}";
                        Answer answer = caller.put(PATH + "/" + id, body);
                        if (answer.status() == 200) {
                            done.incrementAndGet();
                        } else {
                            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                            assertThat(answer.header("Retry-After")).isNotEmpty();
                            shed.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        System.out.println("In the storm " + done + " were done and " + shed + " turned away");
        assertThat(done).hasPositiveValue();
        assertThat(shed).hasPositiveValue();
        assertThat(peakMemoryKb()).isLessThan(MEMORY_LIMIT_KB);
        int versions = 0;
        for (String id : ids) {
            versions += caller.put(PATH + "/" + id, "{\"server\":\"after.example.com\"}")
                    .json()
                    .get("version")
                    .intValue();
        }
        assertThat(versions).isEqualTo(done.get() + 2 * ids.size());
    }

    @Test
    void idleAndSlowConnectionsDoNotKeepOthersOutForLong() throws IOException {
        ApiClient caller = deployment.caller("org-" + UUID.randomUUID(), "patient");
        String id = create(caller);
        List<SocketChannel> connections = new ArrayList<>();
        try {
            openAsManyAsMayBe(connections);
            assertThat(connections).hasSizeGreaterThan(3_000);
            await().atMost(Deployment.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> caller.within(Duration.ofSeconds(5))
                                    .put(PATH + "/" + id, "{\"server\":\"other.example.com\"}")
                                    .status()
                            == 200);
            assertThat(peakMemoryKb()).isLessThan(MEMORY_LIMIT_KB);
        } finally {
            for (SocketChannel connection : connections) {
                connection.close();
            }
        }
    }

    /** Half of them say the beginning of a request, if they can. */
    private static void openAsManyAsMayBe(List<SocketChannel> connections) {
        int port = URI.create(deployment.commandSide().baseUrl()).getPort();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        byte[] beginning = "PUT /api/v1/sip-credentials/x HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < IDLE_CONNECTIONS; i++) {
                SocketChannel connection = SocketChannel.open();
                connections.add(connection);
                connection.configureBlocking(false);
                if (connection.connect(address) || connection.finishConnect()) {
                    if (i % 2 == 0) {
                        connection.write(ByteBuffer.wrap(beginning));
                    }
                }
            }
        } catch (IOException noMoreFiles) {
            System.out.println("This machine allows " + connections.size() + " connections: " + noMoreFiles);
        }
    }

    private static long peakMemoryKb() throws IOException {
        Path status = Path.of(
                "/proc", String.valueOf(deployment.commandSide().process().pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static String create(ApiClient caller) {
        Answer created = caller.post(PATH, "{\"server\":\"sip.example.com\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").stringValue();
    }
}
