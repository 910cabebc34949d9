package dev.trunkledger.system.torture;

import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.system.ApiClient;
import dev.trunkledger.system.ApiClient.Answer;
import dev.trunkledger.system.torture.Accesses.Access;
import dev.trunkledger.system.torture.Ledger.Entry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers read, against the events folded here. Each method returns what differs. */
final class ReadModels {

    private static final String PATH = "/api/v1/sip-credentials";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Stage stage;
    private final Map<UUID, List<Entry>> histories;
    private final Map<UUID, List<Access>> accesses;
    private final Map<UUID, PublicCredential> present = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private ReadModels(Stage stage, Ledger ledger, Accesses accesses) {
        this.stage = stage;
        this.histories = ledger.byCredential();
        this.accesses = accesses.byCredential();
        histories.forEach((id, entries) -> {
            CredentialEvent last = entries.getLast().event();
            if (!(last instanceof CredentialDeleted) && !(last instanceof SecretsErased)) {
                present.put(id, PublicCredential.after(last));
            }
        });
    }

    /** List, single credentials, histories and the organisation's audit. */
    static List<String> ofQuerySide(Stage stage, Ledger ledger, Accesses accesses) throws SQLException {
        ReadModels models = new ReadModels(stage, ledger, accesses);
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
        ReadModels models = new ReadModels(stage, ledger, new Accesses(List.of()));
        models.present.forEach((_, credential) -> models.compareLimit(credential));
        return models.violations;
    }

    private void compareList(ApiClient judge, String organisation) {
        Map<String, JsonNode> told = new HashMap<>();
        JsonNode page;
        String cursor = "";
        do {
            page = judge.read(PATH + "?take=1000" + cursor).json();
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
        Set<String> shown = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page =
                    judge.read(PATH + "/" + id + "/history?take=1000" + cursor).json();
            page.get("items").forEach(item -> {
                String hash = item.get("hash").stringValue();
                if (item.get("action").stringValue().equals("revealed")) {
                    shown.add(hash);
                } else {
                    hashes.addFirst(hash);
                }
            });
            cursor = next(page);
        } while (!cursor.isEmpty());
        List<String> expected = entries.stream().map(Entry::hash).toList();
        if (!hashes.equals(expected)) {
            violations.add("The history of %s has %d entries of other hashes than the ledger's %d"
                    .formatted(id, hashes.size(), expected.size()));
        }
        Set<String> recorded = accesses.getOrDefault(id, List.of()).stream()
                .map(access -> access.sealed().hash())
                .collect(Collectors.toSet());
        if (!shown.equals(recorded)) {
            violations.add("The history of %s has %d accesses, or others than the %d of the store"
                    .formatted(id, shown.size(), recorded.size()));
        }
        JsonNode verdict = judge.read(PATH + "/" + id + "/history/verification").json();
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
        long told = judge.read("/api/v1/audit-entries", "Accept", "application/x-ndjson")
                .body()
                .lines()
                .count();
        long versions = histories.values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.event().envelope().orgId().equals(organisation))
                .count();
        long expected = versions
                + accesses.values().stream()
                        .flatMap(List::stream)
                        .filter(access -> access.organisation().equals(organisation))
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
                        with e as (select credential_id, version, 0 as sequence, payload from ledger.event
                                   union all
                                   select credential_id, 0, sequence, payload from ledger.access_event),
                             a as (select credential_id, case when access_sequence = 0 then version else 0 end as version,
                                          access_sequence as sequence, event
                                     from read_model.audit_entry)
                        select coalesce(e.credential_id, a.credential_id) || ' ' || coalesce(e.version, a.version) || ' '
                            || coalesce(e.sequence, a.sequence)
                        from e full join a
                          on a.credential_id = e.credential_id and a.version = e.version and a.sequence = e.sequence
                        where e.payload is distinct from a.event""")
                .forEach(version -> violations.add("The projection has other bytes of " + version));
    }

    private void compareLimit(PublicCredential credential) {
        for (var instance : stage.deployment().callPacingInstances()) {
            ApiClient judge = stage.judge(credential.orgId(), instance);
            JsonNode cps = judge.read(PATH + "/" + credential.id() + "/cps").json();
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
