package dev.trunkledger.query.store;

import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.query.projection.Entry;
import dev.trunkledger.query.projection.EventId;
import dev.trunkledger.query.projection.FieldChange;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The table {@code audit_entry}: only ever added to. */
final class EntryRows {

    private static final String HASHES = """
            select credential_id, version, hash
              from audit_entry
              join unnest(?, ?) as asked (id, number) on credential_id = id and version = number
            """;
    private static final String ADD = """
            insert into audit_entry
                   (credential_id, version, org_id, action, occurred_time, actor, changed_fields, changes, hash,
                    event_type, event)
            select id, number, org, done, time, who, fields::text[], changed::json, seal, type, bytes
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                   as added (id, number, org, done, time, who, fields, changed, seal, type, bytes)
            on conflict (credential_id, version) do nothing
            """;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcTemplate database;

    EntryRows(JdbcTemplate database) {
        this.database = database;
    }

    Map<EventId, String> hashes(Collection<EventId> events) {
        Map<EventId, String> hashes = new HashMap<>();
        database.query(
                connection -> new Columns<>(connection, HASHES, events)
                        .add("uuid", EventId::credentialId)
                        .longs(EventId::version)
                        .statement(),
                row -> {
                    EventId event = new EventId(row.getObject("credential_id", UUID.class), row.getLong("version"));
                    hashes.put(event, row.getString("hash"));
                });
        return hashes;
    }

    void add(Collection<Entry> entries) {
        database.update(connection -> new Columns<>(connection, ADD, entries)
                .add("uuid", entry -> envelope(entry).credentialId())
                .longs(entry -> envelope(entry).version())
                .texts(entry -> envelope(entry).orgId())
                .texts(entry -> entry.action().wireName())
                .times(entry -> envelope(entry).occurredTime())
                .texts(entry -> envelope(entry).actor().sub())
                .texts(EntryRows::fields)
                .texts(EntryRows::changes)
                .texts(entry -> entry.sealed().hash())
                .texts(entry -> entry.sealed().type())
                .bytes(entry -> entry.sealed().json())
                .statement());
    }

    private static EventEnvelope envelope(Entry entry) {
        return entry.sealed().event().envelope();
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
