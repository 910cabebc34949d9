package dev.trunkledger.pacing.limits;

import dev.trunkledger.pacing.gate.GateKey;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of one organisation that share a key, and with it one limit: the smallest of theirs. One thread
 * changes it; any may read.
 */
public final class Pool {

    private final String cpsKey;
    private final GateKey gate;
    private final ConcurrentSkipListMap<UUID, Optional<Integer>> members = new ConcurrentSkipListMap<>();
    private final TreeMap<Integer, Integer> membersByLimit = new TreeMap<>();
    private volatile Shared shared = new Shared(null, false, 0);

    private record Shared(@Nullable Integer limit, boolean conflict, int members) {}

    private Pool(String orgId, String cpsKey) {
        this.cpsKey = cpsKey;
        this.gate = GateKey.ofPool(orgId, cpsKey);
    }

    /** With its first member: a pool is never empty. */
    static Pool of(String orgId, String cpsKey, UUID firstMember, @Nullable Integer limit) {
        Pool pool = new Pool(orgId, cpsKey);
        pool.put(firstMember, limit);
        return pool;
    }

    public String cpsKey() {
        return cpsKey;
    }

    /** Where the starts of all members are counted. */
    public GateKey gate() {
        return gate;
    }

    /** Starts per second of all members together; null when no member has a limit. */
    public @Nullable Integer limit() {
        return shared.limit();
    }

    /** Whether members name different limits, so that some get less than they say. */
    public boolean conflict() {
        return shared.conflict();
    }

    public int size() {
        return shared.members();
    }

    /** In the order of their ids, {@code most} of them. */
    public List<PoolMember> members(int most) {
        return members.entrySet().stream()
                .limit(most)
                .map(member -> new PoolMember(member.getKey(), member.getValue().orElse(null)))
                .toList();
    }

    boolean isOnly(UUID id) {
        return size() == 1 && members.containsKey(id);
    }

    /** Adds the member, or changes its limit. */
    void put(UUID id, @Nullable Integer limit) {
        Optional<Integer> before = members.put(id, Optional.ofNullable(limit));
        if (limit != null) {
            membersByLimit.merge(limit, 1, Integer::sum);
        }
        forget(before);
        publish();
    }

    void remove(UUID id) {
        forget(members.remove(id));
        publish();
    }

    @SuppressWarnings("OptionalAssignedToNull") // absent from the map is not the same as a member without a limit
    private void forget(@Nullable Optional<Integer> limit) {
        if (limit != null && limit.isPresent()) {
            membersByLimit.computeIfPresent(limit.get(), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private void publish() {
        @Nullable Integer smallest = membersByLimit.isEmpty() ? null : membersByLimit.firstKey();
        shared = new Shared(smallest, membersByLimit.size() > 1, members.size());
    }
}
