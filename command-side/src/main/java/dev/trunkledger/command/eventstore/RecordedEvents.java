package dev.trunkledger.command.eventstore;

import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The events that were recorded, by credential. */
public final class RecordedEvents {

    private final JdbcClient jdbc;

    public RecordedEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One row read from the end of the primary key's range, however long the history. */
    public Optional<SealedEvent> newest(UUID credentialId) {
        return jdbc.sql("""
                        select type, payload from ledger.event
                        where credential_id = ? order by version desc limit 1""")
                .param(credentialId)
                .query((row, _) -> EventJson.read(row.getString("type"), row.getBytes("payload")))
                .optional();
    }

    public Optional<SealedEvent> at(UUID credentialId, long version) {
        return jdbc.sql("select type, payload from ledger.event where credential_id = ? and version = ?")
                .param(credentialId)
                .param(version)
                .query((row, _) -> EventJson.read(row.getString("type"), row.getBytes("payload")))
                .optional();
    }
}
