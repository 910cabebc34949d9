package dev.trunkledger.local;

import dev.trunkledger.infrastructure.InfrastructureException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** What {@code ./run} starts. */
public final class Main {
    static final String USAGE = """
            Usage: ./run [--port PORT] [--data DIR] [--fresh]
            Starts the local stack: PostgreSQL, Kafka, the command side and the query side on one port of 127.0.0.1.
              --port PORT  the port of API and documentation (default 8080; 0 takes any free one)
              --data DIR   where data, keys and log are kept (default .trunkledger beside ./run)
              --fresh      forgets the data of earlier starts
              --help       shows this""";
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    public static void main(String... arguments) throws InterruptedException {
        Options options = read(arguments);
        LocalStack stack = new LocalStack(options, System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        start(stack);
        new CountDownLatch(1).await(); // until a signal comes
    }

    private static Options read(String... arguments) {
        try {
            Options options = Options.parse(arguments);
            if (options.help()) {
                exit(System.out, USAGE, 0);
            }
            return options;
        } catch (Options.UsageException e) {
            return exit(System.err, String.valueOf(e.getMessage()), MISUSED);
        }
    }

    private static void start(LocalStack stack) {
        try {
            stack.start().forEach(System.out::println);
            System.out.println("Ready after " + secondsSinceStart() + " s.");
        } catch (StackException | InfrastructureException e) {
            LoggerFactory.getLogger(Main.class).error("The start failed", e);
            exit(System.err, String.valueOf(e.getMessage()), FAILED);
        }
    }

    private static String secondsSinceStart() {
        Instant now = Instant.now();
        Instant begin = ProcessHandle.current().info().startInstant().orElse(now);
        return "%.1f".formatted(Duration.between(begin, now).toMillis() / 1_000.0);
    }

    private static <T> T exit(PrintStream stream, String message, int code) {
        stream.println(message);
        System.exit(code);
        throw new AssertionError("not reached");
    }
}
