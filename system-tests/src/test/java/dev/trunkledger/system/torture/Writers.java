package dev.trunkledger.system.torture;

import dev.trunkledger.system.ApiClient;
import dev.trunkledger.system.torture.Operation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Callers of two organisations that write to the same few credentials, at the same time, whatever happens. */
final class Writers implements AutoCloseable {

    static final List<String> ORGANISATIONS = List.of("org-one", "org-two");
    /** In every body. */
    static final String PASSWORD = "tOrTuRe-5d0c1b7e98";

    private static final int WRITERS = 8;
    private static final int FIRST_CREDENTIALS = 6;
    private static final int REVEALS_ONE_IN = 15;
    /** Those who ask for a side that starts take time from its start. */
    private static final Duration PAUSE_WHEN_UNANSWERED = Duration.ofMillis(500);

    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final List<Trunk> trunks = new CopyOnWriteArrayList<>();
    /** The highest that is known: who relies on it loses when another one was faster. */
    private final Map<UUID, Long> versions = new ConcurrentHashMap<>();

    private final AtomicLong lastStartOfSuccess = new AtomicLong(System.nanoTime());
    private final List<ApiClient> callers;
    /** Whose answers hold passwords. */
    private final List<ApiClient> revealers;

    private final Reveals reveals = new Reveals();
    private final Duration pause;
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private volatile boolean writing = true;

    /** A credential that was made, and is perhaps deleted by now. */
    record Trunk(String organisation, UUID id) {}

    /** @param pause of each writer after each of its operations */
    Writers(Stage stage, Random random, Duration pause) {
        this.pause = pause;
        this.callers = ORGANISATIONS.stream().map(stage::caller).toList();
        this.revealers = ORGANISATIONS.stream().map(stage::callerAside).toList();
        for (int i = 0; i < FIRST_CREDENTIALS * ORGANISATIONS.size(); i++) {
            perform(create(random, organisation(i)), false);
        }
    }

    void start(Random random) {
        for (int i = 0; i < WRITERS; i++) {
            Random own = new Random(random.nextLong());
            threads.submit(() -> write(own));
        }
    }

    /** Returns once each has finished what it was about. */
    @Override
    public void close() {
        writing = false;
        threads.close();
    }

    Collection<Operation> operations() {
        return operations;
    }

    /** What should never have happened. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    Reveals reveals() {
        return reveals;
    }

    Trunk anyTrunk(Random random) {
        return trunks.get(random.nextInt(trunks.size()));
    }

    /** The highest that anybody was told. */
    long version(UUID credential) {
        return versions.getOrDefault(credential, 0L);
    }

    /** When the newest of those operations began that were acknowledged, by {@link System#nanoTime}. */
    long lastStartOfSuccess() {
        return lastStartOfSuccess.get();
    }

    /** Each answer that a caller got, with its headers. */
    List<String> everyAnswer() {
        return callers.stream()
                .flatMap(caller -> List.copyOf(caller.everyAnswer()).stream())
                .toList();
    }

    private void write(Random random) {
        try {
            while (writing) {
                if (random.nextInt(REVEALS_ONE_IN) == 0) {
                    Trunk trunk = anyTrunk(random);
                    reveals.reveal(revealers.get(ORGANISATIONS.indexOf(trunk.organisation())), trunk);
                } else {
                    perform(next(random), random.nextInt(4) == 0);
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            surprises.add(e.toString());
        }
    }

    /** @param givesUp after the first try, as callers do that have no answer and no patience */
    private void perform(Operation operation, boolean givesUp) {
        operations.add(operation);
        do {
            long start = System.nanoTime();
            operation.tryWith(callers.get(ORGANISATIONS.indexOf(operation.organisation())));
            if (operation.outcome() == Outcome.DONE) {
                lastStartOfSuccess.accumulateAndGet(start, (one, other) -> one - other > 0 ? one : other);
                learn(operation);
            }
            if (operation.outcome() != Outcome.UNKNOWN || givesUp) {
                return;
            }
            waitForBetterTimes();
        } while (writing);
    }

    private void learn(Operation operation) {
        UUID credential = operation.credential();
        if (credential != null && versions.merge(credential, operation.version(), Math::max) == 1) {
            trunks.add(new Trunk(operation.organisation(), credential));
        }
    }

    private Operation next(Random random) {
        int kind = random.nextInt(100);
        Trunk trunk = anyTrunk(random);
        if (kind < 4) {
            return create(random, trunk.organisation());
        }
        if (kind < 6) {
            return Operation.delete(trunk.organisation(), trunk.id());
        }
        if (kind < 9) {
            return Operation.erase(trunk.organisation(), trunk.id());
        }
        if (kind < 14) {
            return Operation.restoreFirst(trunk.organisation(), trunk.id());
        }
        return Operation.replace(
                trunk.organisation(), trunk.id(), body(random), kind < 40 ? versions.get(trunk.id()) : null);
    }

    private static Operation create(Random random, String organisation) {
        return Operation.create(organisation, body(random));
    }

    private static String organisation(int number) {
        return ORGANISATIONS.get(number % ORGANISATIONS.size());
    }

    private static String body(Random random) {
        List<String> members = new ArrayList<>();
        members.add("\"server\":\"sip%d.example.com\"".formatted(random.nextInt(1_000_000_000)));
        members.add("\"authUser\":\"caller\"");
        members.add("\"authPassword\":\"" + PASSWORD + "\"");
        if (random.nextBoolean()) {
            members.add("\"cpsLimit\":" + (1 + random.nextInt(100)));
            members.add("\"cpsKey\":\"pool-" + random.nextInt(3) + "\"");
        }
        return "{" + String.join(",", members) + "}";
    }

    private static void waitForBetterTimes() {
        try {
            Thread.sleep(PAUSE_WHEN_UNANSWERED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
