package dev.trunkledger.query.rest;

import dev.trunkledger.query.audit.AuditEntry;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object a line, as in a page, and its cursor. */
final class EntryLines implements EntryForm {

    @Override
    public ExportFile file() {
        return ExportFile.lines("audit-entries");
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public byte[] line(AuditEntry entry, String cursor) {
        ObjectNode item = AuditJson.entry(entry);
        item.put("cursor", cursor);
        return (item + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
