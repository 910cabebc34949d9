package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.system.Dialer.Answers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Those who want calls started through the trunks of one organisation, and what they saw of its gates. */
public final class Dialers {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final int MOST_CALLS_PER_DIALER = 60;

    /** Pools with limits that do not agree, and trunks of their own. */
    public static final List<Trunk> NARROW_TRUNKS = List.of(
            new Trunk("alpha", 20),
            new Trunk("alpha", 30),
            new Trunk("gamma", 7),
            new Trunk("gamma", 9),
            new Trunk(null, 40),
            new Trunk(null, 3));

    /** The same and a pool that lets through more than all of them, with limits that agree. */
    static final List<Trunk> TRUNKS = Stream.concat(
                    NARROW_TRUNKS.stream(), Stream.of(new Trunk("beta", 100), new Trunk("beta", 100)))
            .toList();

    private final List<Trunk> trunks;
    private final int timesTheLimit;
    private final Map<String, Starts> gates = new LinkedHashMap<>();
    private final Map<String, Starts> narrowGates = new LinkedHashMap<>();
    private final List<Dialer> dialers = new ArrayList<>();
    private final Answers answers = new Answers();
    private final List<String> instances;
    private final String token;

    /** Through which calls are started, alone or with all that have its key. */
    public record Trunk(@Nullable String cpsKey, int cpsLimit) {}

    /**
     * Makes the trunks, and returns when all instances know them.
     *
     * @param timesTheLimit how many more calls they want than they may have
     */
    public Dialers(Deployment deployment, Random random, List<Trunk> trunks, int timesTheLimit) {
        this.trunks = trunks;
        this.timesTheLimit = timesTheLimit;
        String organisation = "org-" + UUID.randomUUID();
        token = deployment.identity().token(organisation, "dialer", Identity.ALL_SCOPES);
        instances = deployment.callPacingInstances().stream()
                .map(ServiceProcess::baseUrl)
                .toList();
        ApiClient caller = deployment.caller(organisation, "writer");
        List<String> ids = new ArrayList<>();
        for (Trunk trunk : trunks) {
            ids.add(create(caller, trunk));
            add(ids.getLast(), trunk, random);
        }
        for (String instance : instances) {
            ApiClient asker = new ApiClient("", "", instance, token);
            ids.forEach(id -> await().atMost(Deployment.PATIENCE)
                    .until(() -> asker.get(PATH + "/" + id + "/cps").status() == 200));
        }
    }

    public Answers answers() {
        return answers;
    }

    /** Every gate by a name for people. */
    public Map<String, Starts> gates() {
        return gates;
    }

    /** Those that hold starts up; behind a narrower pool, a credential's own gate never sees its limit. */
    Map<String, Starts> narrowGates() {
        return narrowGates;
    }

    /** All of them at once, and something else meanwhile. */
    public void dial(BooleanSupplier goOn, Runnable meanwhile) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(dialers.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (Dialer dialer : dialers) {
                running.add(threads.submit(() -> dialer.run(goOn, answers)));
            }
            meanwhile.run();
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private void add(String id, Trunk trunk, Random random) {
        List<Trunk> sharing = sharing(trunk);
        int poolLimit = sharing.stream().mapToInt(Trunk::cpsLimit).min().orElseThrow();
        Starts own = gates.computeIfAbsent("credential " + id, _ -> new Starts(trunk.cpsLimit()));
        List<Starts> passed = new ArrayList<>(List.of(own));
        if (trunk.cpsKey() == null) {
            narrowGates.put("credential " + id, own);
        } else {
            Starts pool = gates.computeIfAbsent("pool " + trunk.cpsKey(), _ -> new Starts(poolLimit));
            narrowGates.put("pool " + trunk.cpsKey(), pool);
            passed.add(pool);
        }
        int wanted = Math.ceilDiv(timesTheLimit * poolLimit, sharing.size());
        int size = Math.ceilDiv(wanted, MOST_CALLS_PER_DIALER);
        for (int i = 0; i < size; i++) {
            Random chance = new Random(random.nextLong());
            dialers.add(new Dialer(instances, id, token, passed, Math.ceilDiv(wanted, size), chance));
        }
    }

    /** All that have one limit with the trunk, which is one of them. */
    private List<Trunk> sharing(Trunk trunk) {
        String key = trunk.cpsKey();
        return key == null
                ? List.of(trunk)
                : trunks.stream().filter(other -> key.equals(other.cpsKey())).toList();
    }

    private static String create(ApiClient caller, Trunk trunk) {
        String key = trunk.cpsKey() == null ? "null" : "\"" + trunk.cpsKey() + "\"";
        ApiClient.Answer created = caller.post(
                PATH,
                "{\"server\":\"sip.example.com\",\"cpsLimit\":%d,\"cpsKey\":%s}".formatted(trunk.cpsLimit(), key));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").stringValue();
    }
}
