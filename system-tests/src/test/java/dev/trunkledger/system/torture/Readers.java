package dev.trunkledger.system.torture;

import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that read what the writers write, one for each organisation, whatever happens. */
final class Readers implements AutoCloseable {

    /** Leaves two slow processors time in which sides can start. */
    private static final long PAUSE_MS = 200;

    private final Stage stage;
    private final Writers writers;
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(Writers.ORGANISATIONS.size());
    private volatile boolean reading = true;

    Readers(Stage stage, Writers writers) {
        this.stage = stage;
        this.writers = writers;
    }

    void start(Random random) {
        for (String organisation : Writers.ORGANISATIONS) {
            Reader reader = new Reader(stage, writers, organisation, new Random(random.nextLong()), surprises::add);
            threads.submit(() -> read(reader));
        }
    }

    /** Returns once each has its last answer. */
    @Override
    public void close() {
        reading = false;
        threads.close();
    }

    /** What should never have been read. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** How many there were, of whatever kind. */
    long answers() {
        return answers.get();
    }

    private void read(Reader reader) {
        try {
            while (reading) {
                if (reader.readSomething()) {
                    answers.incrementAndGet();
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            surprises.add(e.toString());
        }
    }
}
