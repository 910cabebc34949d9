package dev.trunkledger.system.torture;

import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.system.ApiClient;
import dev.trunkledger.system.ApiClient.Answer;
import dev.trunkledger.system.torture.Ledger.Entry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers read, against the events folded here. Each method returns what differs. */
final class ReadModels {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Stage stage;
    private final Map<UUID, List<Entry>> histories;
    private final Map<UUID, PublicCredential> present = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private ReadModels(Stage stage, Ledger ledger) {
        this.stage = stage;
        this.histories = ledger.byCredential();
        histories.forEach((id, entries) -> {
            if (!(entries.getLast().event() instanceof CredentialDeleted)) {
                present.put(id, PublicCredential.after(entries.getLast().event()));
            }
        });
    }

    /** List, single credentials, histories and the organisation's audit. */
    static List<String> ofQuerySide(Stage stage, Ledger ledger) throws SQLException {
        ReadModels models = new ReadModels(stage, ledger);
        for (String organisation : Writers.ORGANISATIONS) {
            ApiClient judge = stage.judge(organisation);
            models.compareList(judge, organisation);
            models.compareAudit(judge, organisation);
            models.histories.forEach((id, entries) -> {
                if (entries.getFirst().event().envelope().orgId().equals(organisation)) {
                    models.compareCredential(judge, id);
                    models.compareHistory(judge, id, entries);
                }
            });
        }
        models.compareBytes();
        return models.violations;
    }

    /** The limits that call pacing enforces, on each of its instances. */
    static List<String> ofCallPacing(Stage stage, Ledger ledger) {
        ReadModels models = new ReadModels(stage, ledger);
        models.present.forEach((_, credential) -> models.compareLimit(credential));
        return models.violations;
    }

    private void compareList(ApiClient judge, String organisation) {
        Map<String, JsonNode> told = new HashMap<>();
        JsonNode page;
        String cursor = "";
        do {
            page = judge.get(PATH + "?take=1000" + cursor).json();
            page.get("items").forEach(item -> told.put(item.get("id").stringValue(), item));
            cursor = next(page);
        } while (!cursor.isEmpty());
        Map<String, JsonNode> expected = new HashMap<>();
        present.forEach((id, credential) -> {
            if (credential.orgId().equals(organisation)) {
                expected.put(id.toString(), json(credential));
            }
        });
        if (page.get("totalCount").asLong() != expected.size()) {
            violations.add(
                    "The total of %s is %s, not %d".formatted(organisation, page.get("totalCount"), expected.size()));
        }
        TreeSet<String> ids = new TreeSet<>(told.keySet());
        ids.addAll(expected.keySet());
        ids.stream()
                .filter(id -> !Objects.equals(told.get(id), expected.get(id)))
                .forEach(id -> violations.add("The list has %s, not %s".formatted(told.get(id), expected.get(id))));
    }

    private void compareCredential(ApiClient judge, UUID id) {
        Answer answer = judge.get(PATH + "/" + id);
        PublicCredential credential = present.get(id);
        boolean same = credential == null
                ? answer.status() == 410
                : answer.status() == 200 && answer.json().equals(json(credential));
        if (!same) {
            violations.add("%s is answered %d %s, not %s".formatted(id, answer.status(), answer.body(), credential));
        }
    }

    private void compareHistory(ApiClient judge, UUID id, List<Entry> entries) {
        List<String> hashes = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    judge.get(PATH + "/" + id + "/history?take=1000" + cursor).json();
            page.get("items").forEach(item -> hashes.addFirst(item.get("hash").stringValue()));
            cursor = next(page);
        } while (!cursor.isEmpty());
        List<String> expected = entries.stream().map(Entry::hash).toList();
        if (!hashes.equals(expected)) {
            violations.add("The history of %s has %d entries of other hashes than the ledger's %d"
                    .formatted(id, hashes.size(), expected.size()));
        }
        JsonNode verdict = judge.get(PATH + "/" + id + "/history/verification").json();
        if (!verdict.path("verified").asBoolean(false)
                || verdict.get("versions").asInt() != entries.size()) {
            violations.add("The chain of %s: %s".formatted(id, verdict));
        }
    }

    /** The parameter for the page behind it; empty behind the last one. */
    private static String next(JsonNode page) {
        JsonNode cursor = page.get("nextCursor");
        return cursor.isNull() ? "" : "&cursor=" + cursor.stringValue();
    }

    private void compareAudit(ApiClient judge, String organisation) {
        long told = judge.get("/api/v1/audit-entries", "Accept", "application/x-ndjson")
                .body()
                .lines()
                .count();
        long expected = histories.values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.event().envelope().orgId().equals(organisation))
                .count();
        if (told != expected) {
            violations.add("The audit of %s has %d entries, not %d".formatted(organisation, told, expected));
        }
    }

    /** Both ways: nothing lacks, nothing is too many. */
    private void compareBytes() throws SQLException {
        stage.deployment()
                .database()
                .texts("""
                        select coalesce(e.credential_id, a.credential_id) || ' ' || coalesce(e.version, a.version)
                        from ledger.event e full join read_model.audit_entry a
                          on a.credential_id = e.credential_id and a.version = e.version and a.access_sequence = 0
                        where e.payload is distinct from a.event""")
                .forEach(version -> violations.add("The projection has other bytes of " + version));
    }

    private void compareLimit(PublicCredential credential) {
        for (var instance : stage.deployment().callPacingInstances()) {
            ApiClient judge = stage.judge(credential.orgId(), instance);
            JsonNode cps = judge.get(PATH + "/" + credential.id() + "/cps").json();
            JsonNode own = JSON.valueToTree(credential.settings().cpsLimit());
            JsonNode pool = JSON.valueToTree(poolLimit(credential));
            if (!own.equals(cps.get("own")) || !pool.equals(cps.get("pool"))) {
                violations.add(
                        "The limits of %s are %s, not own %s and pool %s".formatted(credential.id(), cps, own, pool));
            }
        }
    }

    private @Nullable Integer poolLimit(PublicCredential credential) {
        String key = credential.settings().cpsKey();
        return key == null
                ? null
                : present.values().stream()
                        .filter(other -> other.orgId().equals(credential.orgId())
                                && key.equals(other.settings().cpsKey()))
                        .map(other -> other.settings().cpsLimit())
                        .filter(Objects::nonNull)
                        .min(Integer::compare)
                        .orElse(null);
    }

    private static JsonNode json(PublicCredential credential) {
        return JSON.readTree(PublicCredentialJson.write(credential).toString());
    }
}
