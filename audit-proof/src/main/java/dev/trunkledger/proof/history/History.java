package dev.trunkledger.proof.history;

import dev.trunkledger.proof.checkpoint.CredentialHead;
import dev.trunkledger.proof.checkpoint.CredentialHeads;
import dev.trunkledger.proof.json.Members;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of many credentials, read once; those of one chain in their order, those of different chains mixed in any
 * way. Kept per chain is the newest event's number, hash and time, and as much again for each checkpoint that an older
 * event was the newest at.
 */
public final class History {

    private final Map<String, Organisation> organisations = new HashMap<>();
    private final Map<UUID, CredentialChains> credentials = new HashMap<>();
    private long events;

    /** Without checkpoints: shows what was edited, removed or inserted, but not that the newest events were cut off. */
    public History() {
        this(Map.of());
    }

    /** @param checkpointTimes at which {@link #headsAt} will be asked, by organisation */
    public History(Map<String, ? extends Collection<Instant>> checkpointTimes) {
        checkpointTimes.forEach(
                (orgId, times) -> organisations.put(orgId, new Organisation(orgId, new TreeSet<>(times))));
    }

    /**
     * @param type wire name, as in the header {@code ce_type}
     * @throws dev.trunkledger.proof.json.UnreadableJsonException when it does not tell which credential it is about
     */
    public void accept(String type, byte[] event) {
        accept(type, Members.parse(event));
    }

    /** The same for an event that was parsed already. */
    public void accept(String type, Members event) {
        UUID credentialId = event.uuid("credentialId");
        credentials.computeIfAbsent(credentialId, CredentialChains::new).accept(type, event, this::organisation);
        events++;
    }

    /** How many came, repeats included. */
    public long events() {
        return events;
    }

    public int credentials() {
        return credentials.size();
    }

    /** Those that events or checkpoints named. */
    public List<String> organisations() {
        return organisations.keySet().stream().sorted().toList();
    }

    /** The first fault of each chain, by credential; to be asked once everything was read. */
    public List<EventFault> faults() {
        return credentials.values().stream()
                .flatMap(CredentialChains::faults)
                .sorted(Comparator.comparing(fault -> fault.credentialId().toString()))
                .toList();
    }

    public Optional<CredentialHead> head(UUID credentialId) {
        return Optional.ofNullable(credentials.get(credentialId)).map(CredentialChains::head);
    }

    /** How far every history of the organisation reaches. */
    public CredentialHeads heads(String orgId) {
        return heads(orgId, CredentialChains::head);
    }

    /**
     * How far they reached then.
     *
     * @param time one of those that this was made with, or later than all of them
     */
    public CredentialHeads headsAt(String orgId, Instant time) {
        NavigableSet<Instant> times = organisation(orgId).checkpointTimes();
        if (!times.contains(time) && times.higher(time) != null) {
            throw new IllegalArgumentException("What was the newest at " + time + " was not kept");
        }
        return heads(orgId, chains -> chains.headAt(time));
    }

    private CredentialHeads heads(String orgId, Function<CredentialChains, @Nullable CredentialHead> headOf) {
        return CredentialHeads.of(credentials.values().stream()
                .filter(chains -> chains.belongTo(orgId))
                .map(headOf)
                .filter(Objects::nonNull)
                .toList());
    }

    private Organisation organisation(String orgId) {
        return organisations.computeIfAbsent(orgId, id -> new Organisation(id, new TreeSet<>()));
    }
}
