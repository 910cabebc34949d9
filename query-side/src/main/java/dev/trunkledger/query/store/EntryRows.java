package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.Chain;
import dev.trunkledger.query.projection.Entry;
import dev.trunkledger.query.projection.EventId;
import dev.trunkledger.query.projection.FieldChange;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The table {@code audit_entry}: only ever added to. */
final class EntryRows {

    private static final String HASHES = """
            select credential_id, version as number, hash
              from audit_entry
              join unnest(?, ?) as asked (id, number) on credential_id = id and version = number and access_sequence = 0
            """;
    /** An access is known by its sequence; the version that it stands beside is the access's own affair. */
    private static final String ACCESS_HASHES = """
            select credential_id, access_sequence as number, hash
              from audit_entry
              join unnest(?, ?) as asked (id, number) on credential_id = id and access_sequence = number
             where access_sequence > 0
            """;

    private static final String ADD = """
            insert into audit_entry
                   (credential_id, version, access_sequence, org_id, action, occurred_time, actor, request_id,
                    secret_version, changed_fields, changes, hash, event_type, event)
            select id, number, access, org, done, time, who, request, secret, fields::text[], changed::json, seal, type,
                   bytes
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                   as added (id, number, access, org, done, time, who, request, secret, fields, changed, seal, type,
                             bytes)
            on conflict (credential_id, version, access_sequence) do nothing
            """;
    private static final JsonMapper JSON = JsonMapper.shared();

    private EntryRows() {}

    static void hashes(Collection<EventId> events, BiConsumer<EventId, String> found, RoundTrip asking) {
        hashes(HASHES, false, events, found, asking);
        hashes(ACCESS_HASHES, true, events, found, asking);
    }

    private static void hashes(
            String sql,
            boolean access,
            Collection<EventId> events,
            BiConsumer<EventId, String> found,
            RoundTrip asking) {
        List<EventId> asked = events.stream()
                .filter(event -> event.chain().access() == access)
                .toList();
        asking.ask(
                sql,
                asked,
                columns -> columns.add("uuid", event -> event.chain().credentialId())
                        .longs(EventId::number),
                row -> {
                    var chain = new Chain(row.getObject("credential_id", UUID.class), access);
                    found.accept(new EventId(chain, row.getLong("number")), row.getString("hash"));
                });
    }

    static void add(Collection<Entry> entries, RoundTrip saving) {
        saving.write(
                ADD,
                entries,
                columns -> columns.add("uuid", entry -> entry.envelope().credentialId())
                        .longs(entry -> entry.envelope().version())
                        .longs(Entry::accessSequence)
                        .texts(entry -> entry.envelope().orgId())
                        .texts(entry -> entry.action().wireName())
                        .times(entry -> entry.envelope().occurredTime())
                        .texts(entry -> entry.envelope().actor().sub())
                        .texts(entry -> entry.envelope().actor().requestId())
                        .add("integer", Entry::secretVersion)
                        .texts(EntryRows::fields)
                        .texts(EntryRows::changes)
                        .texts(Entry::hash)
                        .texts(Entry::type)
                        .bytes(Entry::json));
    }

    /** As PostgreSQL writes an array of arrays' elements; names of fields need no quotes. */
    private static String fields(Entry entry) {
        return entry.changes().stream()
                .map(change -> change.field().wireName())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String changes(Entry entry) {
        ArrayNode array = JSON.createArrayNode();
        for (FieldChange change : entry.changes()) {
            ObjectNode node = array.addObject();
            node.put("field", change.field().wireName());
            node.putPOJO("from", change.from());
            node.putPOJO("to", change.to());
        }
        return JSON.writeValueAsString(array);
    }
}
