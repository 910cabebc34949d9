package dev.trunkledger.system.torture;

import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.wire.PublicCredentialJson;
import dev.trunkledger.events.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is in Kafka, against the store. Each method returns what differs. */
final class Messages {

    private static final String EVENTS = Topics.EVENTS;
    private static final String ACCESS = Topics.ACCESS;
    private static final String STATES = Topics.STATE;

    private Messages() {}

    /** Every event of the store and nothing else, byte by byte, and first occurrences in the order of versions. */
    static List<String> events(Stage stage, Ledger ledger) {
        Map<UUID, List<String>> stored = new HashMap<>();
        ledger.byCredential()
                .forEach((id, entries) -> stored.put(
                        id, entries.stream().map(Ledger.Entry::digest).toList()));
        return different(stage, EVENTS, stored);
    }

    /** The same of accesses. */
    static List<String> accesses(Stage stage, Accesses accesses) {
        Map<UUID, List<String>> stored = new HashMap<>();
        accesses.byCredential()
                .forEach((id, of) ->
                        stored.put(id, of.stream().map(Accesses.Access::digest).toList()));
        return different(stage, ACCESS, stored);
    }

    private static List<String> different(Stage stage, String topic, Map<UUID, List<String>> stored) {
        Map<String, Set<String>> published = new HashMap<>();
        stage.deployment().topics().each(topic, message -> {
            if (!stage.strangeMessages().isStrange(topic, message.key(), message.value())) {
                published
                        .computeIfAbsent(message.key(), _ -> new LinkedHashSet<>())
                        .add(StrangeMessages.digest(message.value()));
            }
        });
        Set<String> keys = new TreeSet<>(published.keySet());
        stored.keySet().forEach(id -> keys.add(id.toString()));
        List<String> violations = new ArrayList<>();
        for (String key : keys) {
            List<String> there = List.copyOf(published.getOrDefault(key, Set.of()));
            List<String> expected = stored.getOrDefault(UUID.fromString(key), List.of());
            if (!there.equals(expected)) {
                violations.add("%s has %d different messages of %s, the store %d, or in another order"
                        .formatted(topic, there.size(), key, expected.size()));
            }
        }
        return violations;
    }

    /** The last message of each key is what the credential's last event made of it. */
    static List<String> states(Stage stage, Ledger ledger) {
        Map<String, @Nullable String> published = new HashMap<>();
        stage.deployment().topics().each(STATES, message -> {
            if (!stage.strangeMessages().isStrange(STATES, message.key(), message.value())) {
                published.put(message.key(), text(message.value()));
            }
        });
        Map<String, @Nullable String> expected = new HashMap<>();
        ledger.byCredential()
                .forEach((id, entries) ->
                        expected.put(id.toString(), state(entries.getLast().event())));
        Set<String> keys = new TreeSet<>(published.keySet());
        keys.addAll(expected.keySet());
        List<String> violations = new ArrayList<>();
        for (String key : keys) {
            if (!Objects.equals(published.get(key), expected.get(key))) {
                violations.add(
                        "The newest state of %s is %s, not %s".formatted(key, published.get(key), expected.get(key)));
            }
        }
        return violations;
    }

    private static @Nullable String state(CredentialEvent event) {
        return event instanceof CredentialDeleted || event instanceof SecretsErased
                ? null
                : text(PublicCredentialJson.bytes(PublicCredential.after(event)));
    }

    private static @Nullable String text(byte @Nullable [] value) {
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** Of the strange ones each that Kafka has kept is put aside, and no other message is. */
    static List<String> parked(Stage stage) throws SQLException {
        StrangeMessages strange = stage.strangeMessages();
        Set<String> kept = new HashSet<>();
        stage.deployment().topics().each(EVENTS, message -> {
            if (strange.isStrange(EVENTS, message.key(), message.value())) {
                kept.add(message.key() + " " + StrangeMessages.digest(message.value()));
            }
        });
        Set<String> parked = new HashSet<>(stage.deployment().database().texts("""
                select convert_from(message_key, 'UTF8') || ' '
                    || coalesce(encode(sha256(message_value), 'hex'), 'nothing')
                  from read_model.parked_message"""));
        List<String> violations = new ArrayList<>();
        kept.stream()
                .filter(message -> !parked.contains(message))
                .forEach(message -> violations.add("A strange message is not parked: " + message));
        parked.stream()
                .filter(message -> !strange.isStrange(EVENTS, message))
                .forEach(message -> violations.add("A message is parked that is not strange: " + message));
        return violations;
    }
}
