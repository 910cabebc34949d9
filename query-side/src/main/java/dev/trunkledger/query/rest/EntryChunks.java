package dev.trunkledger.query.rest;

import dev.trunkledger.query.audit.AuditEntries;
import dev.trunkledger.query.audit.AuditEntry;
import dev.trunkledger.query.audit.AuditPage;
import dev.trunkledger.query.audit.AuditPosition;
import dev.trunkledger.query.cursor.CursorScope;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Audit entries, a page of the database at a time, each line with a cursor that goes on behind it. */
final class EntryChunks implements Chunks {

    private static final int PAGE = 1_000;

    private final AuditQuery asked;
    private final CursorScope scope;
    private final EntryForm form;
    private final AuditEntries entries;
    private final AuditCursors cursors;
    private @Nullable AuditPosition place;
    private int left;
    private boolean begun;

    EntryChunks(AuditQuery asked, EntryForm form, AuditEntries entries, AuditCursors cursors) {
        this.asked = asked;
        this.scope = asked.scope();
        this.form = form;
        this.entries = entries;
        this.cursors = cursors;
        this.place = cursors.entry(scope, asked.paging());
        this.left = asked.paging().take();
    }

    @Override
    public Chunk next() {
        AuditPage page = entries.page(asked.filter(), place, Math.min(PAGE, left));
        var out = new ByteArrayOutputStream(1 << 16);
        if (!begun) {
            out.writeBytes(form.head());
            begun = true;
        }
        for (AuditEntry entry : page.items()) {
            out.writeBytes(form.line(entry, cursors.write(scope, AuditPosition.of(entry))));
        }
        place = page.next();
        left -= page.items().size();
        return new Chunk(out.toByteArray(), place == null || left == 0);
    }
}
