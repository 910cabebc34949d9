package dev.trunkledger.query.rest;

import dev.trunkledger.query.audit.AuditPosition;
import dev.trunkledger.query.audit.ChainPosition;
import dev.trunkledger.query.audit.HistoryPosition;
import dev.trunkledger.query.cursor.CursorPosition;
import dev.trunkledger.query.cursor.CursorScope;
import dev.trunkledger.query.cursor.Cursors;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Places among entries and events as cursors; reading answers null where a question has none. */
@Component
final class AuditCursors {

    private final Cursors cursors;

    AuditCursors(Cursors cursors) {
        this.cursors = cursors;
    }

    String write(CursorScope scope, AuditPosition place) {
        return cursors.write(
                scope,
                CursorPosition.of(
                        place.occurredTime().toString(),
                        place.credentialId().toString(),
                        Long.toString(place.version()),
                        Long.toString(place.accessSequence())));
    }

    String write(CursorScope scope, HistoryPosition place) {
        return cursors.write(
                scope, CursorPosition.of(Long.toString(place.version()), Long.toString(place.accessSequence())));
    }

    String write(CursorScope scope, ChainPosition place) {
        return cursors.write(
                scope,
                CursorPosition.of(
                        place.credentialId().toString(),
                        Long.toString(place.version()),
                        Long.toString(place.accessSequence())));
    }

    @Nullable
    AuditPosition entry(CursorScope scope, Paging paging) {
        CursorPosition position = paging.position(cursors, scope);
        if (position == null) {
            return null;
        }
        List<String> keys = position.keys();
        return new AuditPosition(
                Instant.parse(keys.get(0)),
                UUID.fromString(keys.get(1)),
                Long.parseLong(keys.get(2)),
                Long.parseLong(keys.get(3)));
    }

    @Nullable
    HistoryPosition history(CursorScope scope, Paging paging) {
        CursorPosition position = paging.position(cursors, scope);
        return position == null
                ? null
                : new HistoryPosition(
                        Long.parseLong(position.keys().get(0)),
                        Long.parseLong(position.keys().get(1)));
    }

    @Nullable
    ChainPosition event(CursorScope scope, Paging paging) {
        CursorPosition position = paging.position(cursors, scope);
        return position == null
                ? null
                : new ChainPosition(
                        UUID.fromString(position.keys().get(0)),
                        Long.parseLong(position.keys().get(1)),
                        Long.parseLong(position.keys().get(2)));
    }
}
