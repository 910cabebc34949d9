package dev.trunkledger.pacing.rest;

import dev.trunkledger.pacing.limits.Pool;
import dev.trunkledger.pacing.store.GateUse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pools as answers show them. */
final class PoolJson {

    /** A pool may have more: {@code memberCount} tells. */
    static final int MOST_MEMBERS = 100;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long MILLISECOND = 1_000_000;

    private PoolJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode of(Pool pool, GateUse use) {
        ObjectNode node = object();
        node.put("cpsKey", pool.cpsKey());
        node.put("limit", pool.limit());
        node.put("conflict", pool.conflict());
        node.put("startsLastSecond", use.startsLastSecond());
        node.put("nextStartMs", Math.ceilDiv(use.nextStartInNanos(), MILLISECOND));
        members(node, pool);
        return node;
    }

    static void members(ObjectNode node, Pool pool) {
        node.put("memberCount", pool.size());
        ArrayNode members = node.putArray("members");
        pool.members(MOST_MEMBERS)
                .forEach(member ->
                        members.addObject().put("id", member.id().toString()).put("cpsLimit", member.cpsLimit()));
    }
}
