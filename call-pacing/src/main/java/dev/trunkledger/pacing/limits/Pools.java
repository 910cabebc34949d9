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
            join(orgId, to, id, after.cpsLimit());
        }
        if (from != null && !from.equals(to)) {
            leave(orgId, from, id);
        }
    }

    /** A new pool is seen with its first member or not at all. */
    private void join(String orgId, String cpsKey, UUID id, @Nullable Integer cpsLimit) {
        Pool pool = find(orgId, cpsKey);
        if (pool == null) {
            byOrganisation
                    .computeIfAbsent(orgId, _ -> new ConcurrentSkipListMap<>())
                    .put(cpsKey, Pool.of(orgId, cpsKey, id, cpsLimit));
        } else {
            pool.put(id, cpsLimit);
        }
    }

    /** The last member goes with its pool, so that who reads the pool meanwhile never sees it empty. */
    private void leave(String orgId, String cpsKey, UUID id) {
        Pool pool = find(orgId, cpsKey);
        if (pool != null && pool.isOnly(id)) {
            of(orgId).remove(cpsKey);
        } else if (pool != null) {
            pool.remove(id);
        }
    }
}
