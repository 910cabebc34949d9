package dev.trunkledger.query.rest;

import dev.trunkledger.events.EventActor;
import dev.trunkledger.query.audit.AuditEntry;
import dev.trunkledger.query.audit.AuditPage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Entries as the contract shapes them; those of a whole organisation also say which credential they are about. */
final class AuditJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private AuditJson() {}

    static ObjectNode history(AuditPage page, int take, @Nullable String nextCursor) {
        return page(page, false, take, nextCursor);
    }

    static ObjectNode entries(AuditPage page, int take, @Nullable String nextCursor) {
        return page(page, true, take, nextCursor);
    }

    static ObjectNode entry(AuditEntry entry) {
        ObjectNode item = JSON.createObjectNode();
        item.put("credentialId", entry.credentialId().toString());
        write(item, entry);
        return item;
    }

    private static ObjectNode page(AuditPage page, boolean withId, int take, @Nullable String nextCursor) {
        ObjectNode node = JSON.createObjectNode();
        var items = node.putArray("items");
        for (AuditEntry entry : page.items()) {
            if (withId) {
                items.add(entry(entry));
            } else {
                write(items.addObject(), entry);
            }
        }
        node.put("take", take);
        node.put("nextCursor", nextCursor);
        return node;
    }

    private static void write(ObjectNode item, AuditEntry entry) {
        EventActor actor = entry.actor();
        item.put("version", entry.version());
        if (entry.accessSequence() > 0) {
            item.put("accessSequence", entry.accessSequence());
        }
        item.put("action", entry.action());
        item.put("occurredTime", entry.occurredTime().toString());
        item.put("actor", actor.sub());
        item.put("client", actor.clientId());
        item.put("ip", actor.ip());
        item.put("userAgent", actor.userAgent());
        item.put("reason", actor.reason());
        item.put("requestId", actor.requestId());
        if (entry.secretVersion() != null) {
            item.put("secretVersion", entry.secretVersion());
        }
        // Written by the projection, and passed on as it stands.
        item.putRawValue("changes", new RawValue(entry.changes()));
        item.put("hash", entry.hash());
        item.put("previousHash", entry.previousHash());
    }
}
