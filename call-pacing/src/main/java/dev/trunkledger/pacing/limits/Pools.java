package dev.trunkledger.pacing.limits;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Every pool there is, by organisation and key. One thread changes them; any may read. */
final class Pools {

    private final Map<String, ConcurrentNavigableMap<String, Pool>> byOrganisation = new ConcurrentHashMap<>();

    @Nullable
    Pool find(String orgId, String cpsKey) {
        return of(orgId).get(cpsKey);
    }

    /** Those of the organisation behind a key, in the order of their keys. */
    List<Pool> page(String orgId, @Nullable String after, int take) {
        ConcurrentNavigableMap<String, Pool> pools = of(orgId);
        return (after == null ? pools : pools.tailMap(after, false))
                .values().stream().limit(take).toList();
    }

    private ConcurrentNavigableMap<String, Pool> of(String orgId) {
        ConcurrentNavigableMap<String, Pool> pools = byOrganisation.get(orgId);
        return pools == null ? new ConcurrentSkipListMap<>() : pools;
    }

    /** Into the new pool before out of the old one: a credential that moves is never seen without any. */
    void move(String orgId, UUID id, @Nullable CredentialLimit before, @Nullable CredentialLimit after) {
        @Nullable String from = before == null ? null : before.cpsKey();
        @Nullable String to = after == null ? null : after.cpsKey();
        if (after != null && to != null) {
            byOrganisation
                    .computeIfAbsent(orgId, _ -> new ConcurrentSkipListMap<>())
                    .computeIfAbsent(to, key -> new Pool(orgId, key))
                    .put(id, after.cpsLimit());
        }
        if (from != null && !from.equals(to)) {
            leave(orgId, from, id);
        }
    }

    private void leave(String orgId, String cpsKey, UUID id) {
        Pool pool = find(orgId, cpsKey);
        if (pool != null) {
            pool.remove(id);
            if (pool.size() == 0) {
                of(orgId).remove(cpsKey);
            }
        }
    }
}
