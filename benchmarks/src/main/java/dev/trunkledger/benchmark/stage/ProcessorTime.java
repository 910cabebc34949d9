package dev.trunkledger.benchmark.stage;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * Who used the machine's processors. What is neither a side's nor this process's is PostgreSQL's and the system's own,
 * as nothing else should run.
 */
public final class ProcessorTime {

    private static final String SELF = "load generator and Kafka";
    private static final String REST = "PostgreSQL and the system";
    /** Linux tells processor time in these, whatever its own clock does. */
    private static final Duration TICK = Duration.ofMillis(10);

    private final Map<String, Side> sides = new LinkedHashMap<>();
    private Map<String, Duration> before = Map.of();

    public ProcessorTime(Side... sides) {
        for (Side side : sides) {
            this.sides.put(side.name(), side);
        }
    }

    public void start() throws IOException {
        before = now();
    }

    /** Milliseconds of processor time for each of so many pieces of work since {@link #start}, by who used it. */
    public Map<String, Double> perPiece(double pieces) throws IOException {
        Map<String, Double> spent = new LinkedHashMap<>();
        now().forEach((who, time) -> spent.put(
                who, time.minus(before.getOrDefault(who, Duration.ZERO)).toNanos() / 1e6 / pieces));
        return spent;
    }

    private Map<String, Duration> now() throws IOException {
        Map<String, Duration> times = new LinkedHashMap<>();
        Duration rest = ofTheMachine();
        for (Side side : sides.values()) {
            times.put(side.name(), side.cpuTime());
            rest = rest.minus(side.cpuTime());
        }
        Duration own = Duration.ofNanos(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
        times.put(SELF, own);
        times.put(REST, rest.minus(own));
        return times;
    }

    /** All but idling and waiting for disks, see proc(5). */
    private static Duration ofTheMachine() throws IOException {
        StringTokenizer words =
                new StringTokenizer(Files.readAllLines(Path.of("/proc/stat")).getFirst());
        words.nextToken();
        long user = Long.parseLong(words.nextToken());
        long nice = Long.parseLong(words.nextToken());
        long system = Long.parseLong(words.nextToken());
        words.nextToken(); // idle
        words.nextToken(); // iowait
        long interrupts = Long.parseLong(words.nextToken()) + Long.parseLong(words.nextToken());
        return TICK.multipliedBy(user + nice + system + interrupts);
    }
}
