package dev.trunkledger.query.rest;

import dev.trunkledger.query.audit.AuditEntry;

/** How an export writes audit entries. */
sealed interface EntryForm permits EntryLines, EntryTable {

    ExportFile file();

    /** What comes before the first entry. */
    byte[] head();

    /** @param cursor goes on behind this entry */
    byte[] line(AuditEntry entry, String cursor);
}
