package dev.trunkledger.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Wants so many calls a second started through one credential, from whichever instance comes next. */
public final class Dialer {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long MILLISECOND = 1_000_000;

    /** calls, maxWaitMs: at once or never, one by one, and several at a time. */
    private static final int[][] WISHES = {{1, 0}, {1, 300}, {1, 1_000}, {3, 2_000}, {6, 3_000}};

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<String> instances;
    private final String credential;
    private final String token;
    private final List<Starts> gates;
    private final int wanted;
    private final Random random;

    /**
     * @param gates the starts of each gate that a permit of the credential passes
     * @param wanted calls per second that this one wants
     */
    Dialer(List<String> instances, String credential, String token, List<Starts> gates, int wanted, Random random) {
        this.instances = instances;
        this.credential = credential;
        this.token = token;
        this.gates = gates;
        this.wanted = wanted;
        this.random = random;
    }

    /** What all dialers were answered: calls granted, requests else. */
    public record Answers(
            AtomicInteger granted,
            AtomicInteger refused,
            AtomicInteger unavailable,
            AtomicInteger broken,
            AtomicInteger unanswered,
            Queue<String> faults) {

        public Answers() {
            this(
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new AtomicInteger(),
                    new ConcurrentLinkedQueue<>());
        }
    }

    void run(BooleanSupplier goOn, Answers answers) {
        try {
            long next = System.nanoTime();
            while (goOn.getAsBoolean()) {
                int[] wish = WISHES[random.nextInt(WISHES.length)];
                ask(wish[0], wish[1], answers);
                next = Math.max(System.nanoTime(), next + wish[0] * 1_000_000_000L / wanted);
                while (next - System.nanoTime() > 0) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            }
        } catch (RuntimeException | InterruptedException e) {
            answers.faults().add(e.toString());
        }
    }

    private void ask(int calls, int maxWaitMs, Answers answers) throws InterruptedException {
        String instance = instances.get(random.nextInt(instances.size()));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(instance + "/api/v1/sip-credentials/" + credential + "/call-permits"))
                // Long after any answer must have come, that of a service without a store too.
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"calls\":%d,\"maxWaitMs\":%d}".formatted(calls, maxWaitMs)))
                .build();
        long sent = System.nanoTime();
        HttpResponse<String> answer;
        try {
            answer = HTTP.send(request, BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            answers.unanswered().incrementAndGet(); // for 10 s
            return;
        } catch (IOException e) {
            answers.broken().incrementAndGet(); // that instance was killed
            return;
        }
        long arrived = System.nanoTime();
        switch (answer.statusCode()) {
            case 200 -> {
                for (JsonNode delayMs : JSON.readTree(answer.body()).get("delaysMs")) {
                    gates.forEach(gate -> gate.add(sent, arrived, delayMs.longValue() * MILLISECOND));
                    answers.granted().incrementAndGet();
                }
            }
            case 429 -> answers.refused().incrementAndGet();
            case 503 -> answers.unavailable().incrementAndGet();
            default -> answers.faults().add(answer.statusCode() + " " + answer.body());
        }
    }
}
