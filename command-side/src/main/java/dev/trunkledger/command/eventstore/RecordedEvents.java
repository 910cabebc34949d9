package dev.trunkledger.command.eventstore;

import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The events that were recorded, by credential. */
public final class RecordedEvents {

    /** Reads one row from the end of the primary key's range, however long the history. */
    static final String NEWEST =
            "select type, payload from ledger.event where credential_id = ? order by version desc limit 1";

    private final JdbcClient jdbc;

    public RecordedEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<SealedEvent> newest(UUID credentialId) {
        return jdbc.sql(NEWEST)
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
