package dev.trunkledger.system.torture;

import dev.trunkledger.system.ApiClient;
import dev.trunkledger.system.ApiClient.Answer;
import dev.trunkledger.system.Spellings;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One who reads, remembers how far each credential was, and complains about what cannot be. */
final class Reader {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final List<Integer> SENSIBLE = List.of(200, 304, 404, 410, 503);
    private static final List<String> SPELLINGS = Spellings.of(Writers.PASSWORD);

    private final Stage stage;
    private final Writers writers;
    private final String organisation;
    private final Random random;
    private final Consumer<String> complain;
    private final ApiClient caller;
    private final Map<String, Long> seen = new HashMap<>();
    private long mark;

    Reader(Stage stage, Writers writers, String organisation, Random random, Consumer<String> complain) {
        this.stage = stage;
        this.writers = writers;
        this.organisation = organisation;
        this.random = random;
        this.complain = complain;
        this.caller = stage.callerAside(organisation);
    }

    /** Whether an answer came. */
    boolean readSomething() {
        rememberOnlySince(stage.databaseTrouble().mark());
        Writers.Trunk trunk = writers.anyTrunk(random);
        String path = PATH + "/" + trunk.id();
        return switch (random.nextInt(5)) {
            case 0 -> readList();
            case 1 -> readHistory(trunk, path + "/history?take=20");
            case 2 -> readWritten(trunk, path);
            case 3 -> {
                String known = "\"" + seen.getOrDefault(trunk.id().toString(), 1L) + "\"";
                yield readCredential(trunk, path, 0, "If-None-Match", known);
            }
            default -> readCredential(trunk, path, 0);
        };
    }

    /**
     * The read models' newest rows are not flushed one by one, as Kafka has them too: what the database loses when it
     * crashes is projected anew, and until then is older than it was.
     */
    private void rememberOnlySince(long now) {
        if (now != mark) {
            mark = now;
            seen.clear();
        }
    }

    private boolean readList() {
        Answer answer = ask(PATH + "?take=20&sort=-lastUpdateTime");
        if (answer != null && answer.status() == 200) {
            for (JsonNode item : answer.json().get("items")) {
                expectOwn(item);
                note(item.get("id").stringValue(), item.get("version").longValue());
            }
        }
        return answer != null;
    }

    private boolean readWritten(Writers.Trunk trunk, String path) {
        long written = writers.version(trunk.id());
        return readCredential(trunk, path + "?minVersion=" + written, written, "Prefer", "wait=2");
    }

    private boolean readCredential(Writers.Trunk trunk, String path, long atLeast, String... headers) {
        Answer answer = ask(path, headers);
        if (answer == null || isForeign(trunk, answer)) {
            return answer != null;
        }
        String id = trunk.id().toString();
        switch (answer.status()) {
            case 200 -> {
                JsonNode credential = answer.json();
                expectOwn(credential);
                if (!credential.get("id").stringValue().equals(id)
                        || credential.get("version").longValue() < atLeast) {
                    complain.accept(path + " was answered " + answer.body());
                }
                note(id, credential.get("version").longValue());
            }
            case 404 -> note(id, 0);
            // A deleted one (410) does not say at which version it is, and may be restored.
            default -> {}
        }
        return true;
    }

    private boolean readHistory(Writers.Trunk trunk, String path) {
        Answer answer = ask(path);
        if (answer != null && !isForeign(trunk, answer) && answer.status() == 200) {
            JsonNode items = answer.json().get("items");
            // Accesses may arrive before the version that they name.
            long newest = items.valueStream()
                    .filter(item -> !item.get("action").stringValue().equals("revealed"))
                    .mapToLong(item -> item.get("version").longValue())
                    .max()
                    .orElse(0);
            if (newest > 0) {
                note("history of " + trunk.id(), newest);
            }
        }
        return answer != null;
    }

    private @Nullable Answer ask(String path, String... headers) {
        Answer answer;
        try {
            answer = caller.get(path, headers);
        } catch (UncheckedIOException e) {
            return null;
        }
        // Looked through at once and not kept: they are many, and long.
        for (String text : List.copyOf(caller.everyAnswer())) {
            if (SPELLINGS.stream().anyMatch(text::contains)) {
                complain.accept(path + " was answered with the password");
            }
        }
        caller.everyAnswer().clear();
        if (!SENSIBLE.contains(answer.status())) {
            complain.accept(path + " was answered " + answer.status() + " " + answer.body());
        }
        return answer;
    }

    private boolean isForeign(Writers.Trunk trunk, Answer answer) {
        boolean foreign = !trunk.organisation().equals(organisation);
        if (foreign && answer.status() != 404 && answer.status() != 503) {
            complain.accept("%s asked for %s of %s and was answered %d %s"
                    .formatted(organisation, trunk.id(), trunk.organisation(), answer.status(), answer.body()));
        }
        return foreign;
    }

    private void expectOwn(JsonNode credential) {
        if (!credential.get("orgId").stringValue().equals(organisation)) {
            complain.accept(organisation + " was shown " + credential);
        }
    }

    private void note(String what, long version) {
        if (mark != stage.databaseTrouble().mark() || !Interruptions.isUndisturbed(mark)) {
            return;
        }
        long before = seen.getOrDefault(what, 0L);
        seen.put(what, version);
        if (version < before) {
            complain.accept("%s was at version %d and then at %d".formatted(what, before, version));
        }
    }
}
