package dev.trunkledger.benchmark.catchup;

import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.benchmark.load.Samples;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A credential that is changed about ten times a second, to see how soon each change can be read. */
final class ChangedTrunk {

    private static final String ALL = "/api/v1/sip-credentials";
    private static final long LONGEST_PAUSE = 200_000_000;

    private final Installation installation;
    private final Side commandSide;
    private final Side querySide;
    private @Nullable String path;
    private long version;

    ChangedTrunk(Installation installation, Side commandSide, Side querySide) {
        this.installation = installation;
        this.commandSide = commandSide;
        this.querySide = querySide;
    }

    /** The newest; 0 before the first. */
    long version() {
        return version;
    }

    /** From each acknowledgement until GET answers with that version. */
    Samples change(AtomicBoolean done) throws IOException {
        Samples freshness = new Samples();
        try (HttpConnection writes = new HttpConnection(commandSide.port());
                HttpConnection reads = new HttpConnection(querySide.port())) {
            do {
                String changed = write(writes);
                long acknowledged = System.nanoTime();
                reads.exchange(HttpConnection.request(
                        "GET",
                        changed + "?minVersion=" + version,
                        // The header goes behind that of the token.
                        installation.token() + "\r\nPrefer: wait=10",
                        ""));
                reads.requireSuccess();
                freshness.add(System.nanoTime() - acknowledged);
                // At no fixed distance, or else each would meet the same moment of a poll.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
            } while (!done.get());
        }
        return freshness;
    }

    private String write(HttpConnection connection) throws IOException {
        String target = path;
        String method = target == null ? "POST" : "PUT";
        String body = "{\"server\":\"sip%d.example.com\"}".formatted(version);
        connection.exchange(HttpConnection.request(method, target == null ? ALL : target, installation.token(), body));
        connection.requireSuccess();
        version++;
        if (target == null) {
            target = location(connection.answer());
            path = target;
        }
        return target;
    }

    private static String location(String answer) {
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, "location:", 0, 9))
                .map(line -> line.substring(line.indexOf(ALL)).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No location: " + answer));
    }
}
