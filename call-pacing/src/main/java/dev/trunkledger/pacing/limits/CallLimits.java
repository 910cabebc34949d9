package dev.trunkledger.pacing.limits;

import dev.trunkledger.events.consumer.CredentialState;
import dev.trunkledger.events.consumer.CredentialStates;
import dev.trunkledger.events.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limits of every credential and pool, in memory, as Kafka tells them; no other service is asked. */
public final class CallLimits implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallLimits.class);

    private final Pools pools = new Pools();
    private final CredentialStates<CredentialLimit> states;

    private CallLimits(Map<String, Object> kafka, Topics topics) {
        this.states = CredentialStates.follow(kafka, topics, CredentialLimit::of, new PoolFollower(pools));
    }

    /** @param kafka properties of a Kafka client */
    static CallLimits follow(Map<String, Object> kafka, Topics topics) {
        return new CallLimits(kafka, topics);
    }

    /** Whether all that was in the topic at the start is known. Before, nobody knows what is allowed. */
    public boolean ready() {
        return states.ready();
    }

    CredentialStates<CredentialLimit> states() {
        return states;
    }

    /**
     * What holds for the credential of this organisation; another one's is unknown.
     *
     * @throws LimitsUnknownException while the limits are not known yet
     */
    public Found find(String orgId, UUID id) {
        requireReady();
        @Nullable CredentialState<CredentialLimit> state = states.find(id).orElse(null);
        if (state == null || !state.orgId().equals(orgId)) {
            return new Found.Unknown();
        }
        return switch (state) {
            case CredentialState.Deleted<CredentialLimit> _ -> new Found.Deleted();
            case CredentialState.Present<CredentialLimit>(UUID _, String _, long _, CredentialLimit limit) ->
                new Found.Known(new Limits(id, limit.cpsLimit(), pool(orgId, id, limit)));
        };
    }

    private @Nullable Pool pool(String orgId, UUID id, CredentialLimit limit) {
        @Nullable String cpsKey = limit.cpsKey();
        if (cpsKey == null) {
            return null;
        }
        // States are known a little before pools, and nobody may slip through between.
        Pool known = pools.find(orgId, cpsKey);
        return known == null ? Pool.of(orgId, cpsKey, id, limit.cpsLimit()) : known;
    }

    /**
     * The pools of the organisation behind a key, in the order of their keys.
     *
     * @throws LimitsUnknownException while the limits are not known yet
     */
    public List<Pool> pools(String orgId, @Nullable String after, int take) {
        requireReady();
        return pools.page(orgId, after, take);
    }

    private void requireReady() {
        if (!ready()) {
            throw new LimitsUnknownException();
        }
    }

    @Override
    public void close() {
        states.close();
    }

    /** What is known of a credential. */
    public sealed interface Found {

        record Known(Limits limits) implements Found {}

        record Deleted() implements Found {}

        /** Not there, or another organisation's. */
        record Unknown() implements Found {}
    }

    /** Moves credentials between pools as they change. */
    private record PoolFollower(Pools pools) implements CredentialStates.Listener<CredentialLimit> {

        @Override
        public void changed(@Nullable CredentialState<CredentialLimit> before, CredentialState<CredentialLimit> after) {
            pools.move(after.orgId(), after.id(), limit(before), limit(after));
        }

        private static @Nullable CredentialLimit limit(@Nullable CredentialState<CredentialLimit> state) {
            return state instanceof CredentialState.Present<CredentialLimit> present ? present.value() : null;
        }

        @Override
        public void unreadable(String topic, int partition, long offset, String why) {
            LOG.error("Passed over an unreadable state, {}-{}@{}: {}", topic, partition, offset, why);
        }
    }
}
