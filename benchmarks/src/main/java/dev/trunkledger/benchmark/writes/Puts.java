package dev.trunkledger.benchmark.writes;

import dev.trunkledger.benchmark.load.Crowd;
import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.benchmark.load.Samples;
import dev.trunkledger.benchmark.load.SteadyLoad;
import dev.trunkledger.benchmark.stage.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Full replacements of some credentials of one service, each with a password of its own. */
final class Puts {

    private static final String CREDENTIALS = "/api/v1/sip-credentials";
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
    /** Stands in the requests where the number goes. */
    private static final byte[] PLACE = "################".getBytes(StandardCharsets.US_ASCII);
    /** No two writes have a password in common: every one is encrypted and stored. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final int port;
    private final List<Template> templates;
    private final LongAdder acknowledged = new LongAdder();

    private record Template(String id, byte[] request, int place) {}

    private Puts(int port, List<Template> templates) {
        this.port = port;
        this.templates = List.copyOf(templates);
    }

    /** Creates credentials, which the replacements will be of. */
    static Puts onNewCredentials(int count, Installation installation, int port) throws IOException {
        List<Template> templates = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(port)) {
            for (int i = 0; i < count; i++) {
                String body = body(i);
                connection.exchange(HttpConnection.request("POST", CREDENTIALS, installation.token(), body));
                connection.requireSuccess();
                String id = found(ID, connection.answer());
                byte[] put = HttpConnection.request("PUT", CREDENTIALS + "/" + id, installation.token(), body);
                templates.add(new Template(id, put, place(put)));
            }
        }
        Puts puts = new Puts(port, templates);
        puts.acknowledged.add(count);
        return puts;
    }

    int port() {
        return port;
    }

    List<String> ids() {
        return templates.stream().map(Template::id).toList();
    }

    /** All that was written so far, creations too. */
    long acknowledged() {
        return acknowledged.sum();
    }

    /**
     * As many as so many connections get done, each asking again at once. Each has credentials of its own: what a
     * service does about conflicts is not measured here.
     */
    Throughput hammer(int connections, Duration duration) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Samples> parts = Collections.synchronizedList(new ArrayList<>());
        double rate = Crowd.perSecond(connections, duration, () -> {
            Samples latency = new Samples();
            parts.add(latency);
            return new Writer(new HttpConnection(port), share(next.getAndIncrement(), connections), latency);
        });
        return new Throughput(rate, Samples.of(parts));
    }

    SteadyLoad steady(int connections, int perSecond, Duration duration) throws Exception {
        return SteadyLoad.run(port, connections, perSecond, duration, this::one);
    }

    private List<Template> share(int part, int parts) {
        return IntStream.range(0, templates.size())
                .filter(index -> index % parts == part)
                .mapToObj(templates::get)
                .toList();
    }

    /** One replacement; returns the status. */
    int one(HttpConnection connection) throws IOException {
        return one(connection, templates);
    }

    private int one(HttpConnection connection, List<Template> ofThese) throws IOException {
        Template template = ofThese.get(ThreadLocalRandom.current().nextInt(ofThese.size()));
        byte[] request = template.request().clone();
        long number = NUMBERS.incrementAndGet();
        for (int i = PLACE.length - 1; i >= 0; i--) {
            request[template.place() + i] = (byte) ('0' + number % 10);
            number /= 10;
        }
        int status = connection.exchange(request);
        connection.requireSuccess();
        acknowledged.increment();
        return status;
    }

    /** What the last answer to a write said. */
    static Written written(HttpConnection connection) {
        String answer = connection.answer();
        return new Written(found(ID, answer), Long.parseLong(found(VERSION, answer)));
    }

    record Written(String id, long version) {}

    record Throughput(double perSecond, Samples latency) {}

    private static String body(int number) {
        return """
                {"server":"sip-%1$d.carrier.example:5061","domain":"carrier.example","authUser":"trunk-%1$d",\
                "authPassword":"%2$s","transport":"tls","description":"Trunk %1$d of the benchmark",\
                "cpsLimit":50,"cpsKey":"pool-%3$d"}""".formatted(number, new String(PLACE, StandardCharsets.US_ASCII), number / 4);
    }

    private static int place(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1).indexOf(new String(PLACE, StandardCharsets.US_ASCII));
    }

    private static String found(Pattern pattern, String answer) {
        Matcher matcher = pattern.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("Unexpected answer: " + answer);
        }
        return matcher.group(1);
    }

    private final class Writer implements Crowd.Worker {

        private final HttpConnection connection;
        private final List<Template> own;
        private final Samples latency;

        Writer(HttpConnection connection, List<Template> own, Samples latency) {
            this.connection = connection;
            this.own = own;
            this.latency = latency;
        }

        @Override
        public void turn() throws Exception {
            long start = System.nanoTime();
            one(connection, own);
            latency.add(System.nanoTime() - start);
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }
}
