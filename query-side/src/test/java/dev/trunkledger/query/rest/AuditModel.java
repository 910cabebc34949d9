package dev.trunkledger.query.rest;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.query.testing.Trunk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What history and audit entries should answer, worked out in memory from the events. */
record AuditModel(List<Trunk> trunks) {

    /** An entry by what tells it apart, and what changed with it; sequence 0 and no secret for a version. */
    record Told(
            EventEnvelope envelope,
            long accessSequence,
            @Nullable Integer secretVersion,
            String hash,
            String action,
            Map<String, List<@Nullable Object>> changes) {

        String id() {
            return envelope.credentialId() + "/" + envelope.version() + "/" + accessSequence;
        }
    }

    List<Told> entries(Map<String, String> query) {
        Comparator<Told> order = Comparator.<Told, Instant>comparing(
                        told -> told.envelope().occurredTime())
                .thenComparing(told -> told.envelope().credentialId().toString())
                .thenComparing(told -> told.envelope().version())
                .thenComparing(Told::accessSequence);
        return trunks.stream()
                .flatMap(trunk -> told(trunk).stream())
                .filter(told -> passes(told, query))
                .sorted(order.reversed())
                .toList();
    }

    /** As its history has them, oldest first: each access behind the version in whose time it fell. */
    static List<Told> told(Trunk trunk) {
        List<Told> told = new ArrayList<>();
        CredentialContent before = null;
        for (SealedEvent sealed : trunk.events()) {
            CredentialEvent event = sealed.event();
            told.add(new Told(
                    event.envelope(), 0, null, sealed.hash(), action(event), changes(before, event.content())));
            before = event.content();
            for (SealedAccess access : trunk.accesses()) {
                if (access.event().envelope().version() == event.version()) {
                    told.add(told(access));
                }
            }
        }
        return told;
    }

    private static Told told(SealedAccess access) {
        SecretRevealed event = access.event();
        return new Told(event.envelope(), event.sequence(), event.secretVersion(), access.hash(), "revealed", Map.of());
    }

    private static String action(CredentialEvent event) {
        return switch (event) {
            case CredentialCreated _ -> "created";
            case CredentialReplaced _ -> "replaced";
            case CredentialRestored _ -> "restored";
            case CredentialDeleted _ -> "deleted";
            case SecretsErased _ -> "erased";
        };
    }

    private static boolean passes(Told told, Map<String, String> query) {
        return query.entrySet().stream().allMatch(entry -> passes(told, entry.getKey(), entry.getValue()));
    }

    private static boolean passes(Told told, String filter, String value) {
        return switch (filter) {
            case "credentialId" -> told.envelope().credentialId().toString().equals(value);
            case "actor" -> told.envelope().actor().sub().equals(value);
            case "action" -> told.action().equals(value);
            case "field" -> told.changes().containsKey(value);
            case "requestId" -> told.envelope().actor().requestId().equals(value);
            case "from" -> !told.envelope().occurredTime().isBefore(Instant.parse(value));
            case "to" -> told.envelope().occurredTime().isBefore(Instant.parse(value));
            default -> throw new IllegalArgumentException(filter);
        };
    }

    static Map<String, List<@Nullable Object>> changes(@Nullable CredentialContent before, CredentialContent after) {
        Map<String, @Nullable Object> from = before == null ? Map.of() : fields(before);
        Map<String, List<@Nullable Object>> changes = new LinkedHashMap<>();
        fields(after).forEach((field, value) -> {
            if (!Objects.equals(from.get(field), value)) {
                List<@Nullable Object> fromAndTo = new ArrayList<>();
                fromAndTo.add(from.get(field));
                fromAndTo.add(value);
                changes.put(field, fromAndTo);
            }
        });
        return changes;
    }

    private static Map<String, @Nullable Object> fields(CredentialContent content) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("server", content.settings().server());
        fields.put("transport", content.settings().transport().wireName());
        fields.put("domain", content.settings().domain());
        fields.put("authUser", content.settings().authUser());
        fields.put("authPassword", content.authPasswordSet() ? "secret v" + content.secretVersion() : null);
        fields.put("description", content.settings().description());
        fields.put("cpsLimit", content.settings().cpsLimit());
        fields.put("cpsKey", content.settings().cpsKey());
        return fields;
    }
}
