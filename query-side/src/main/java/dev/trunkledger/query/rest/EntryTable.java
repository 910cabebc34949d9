package dev.trunkledger.query.rest;

import dev.trunkledger.events.EventActor;
import dev.trunkledger.query.audit.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comma-separated values for spreadsheets; what is not there is an empty cell. */
final class EntryTable implements EntryForm {

    private static final List<String> COLUMNS = List.of(
            "credentialId",
            "version",
            "accessSequence",
            "action",
            "occurredTime",
            "actor",
            "client",
            "ip",
            "userAgent",
            "reason",
            "requestId",
            "secretVersion",
            "changes",
            "hash",
            "previousHash",
            "cursor");

    @Override
    public ExportFile file() {
        return ExportFile.table("audit-entries");
    }

    @Override
    public byte[] head() {
        return CsvRow.of(COLUMNS).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] line(AuditEntry entry, String cursor) {
        EventActor actor = entry.actor();
        boolean access = entry.accessSequence() > 0;
        @Nullable
        Object[] cells = {
            entry.credentialId(),
            entry.version(),
            access ? entry.accessSequence() : null,
            entry.action(),
            entry.occurredTime(),
            actor.sub(),
            actor.clientId(),
            actor.ip(),
            actor.userAgent(),
            actor.reason(),
            actor.requestId(),
            entry.secretVersion(),
            entry.changes(),
            entry.hash(),
            entry.previousHash(),
            cursor
        };
        return CsvRow.of(Arrays.asList(cells)).getBytes(StandardCharsets.UTF_8);
    }
}
