package dev.trunkledger.query.projection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Applies what arrived to what is known, each credential by itself: a message that cannot be applied holds up those
 * behind it of the same credential and no other. Order of arrival does not matter, nor does arriving twice.
 */
public final class Fold {

    private final Map<UUID, Projected> state = new HashMap<>();
    private final Map<EventId, String> hashes = new HashMap<>();
    private final Map<UUID, Map<Long, List<Reading.Event>>> waiting = new HashMap<>();
    private final Map<UUID, Projected> advanced = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<MessageId, Parked> parked = new LinkedHashMap<>();
    private final Set<MessageId> settled = new HashSet<>();
    private int repeats;

    /** Starts from what is stored of the credentials that arrivals are about. */
    public void know(Collection<Projected> stored) {
        for (Projected credential : stored) {
            state.put(credential.id(), credential);
            rememberHead(credential);
        }
    }

    /** The hashes of stored events, for arrivals that may repeat them. */
    public void knowHashes(Map<EventId, String> stored) {
        hashes.putAll(stored);
    }

    /** The credentials among the arrivals that are not known yet. */
    public Set<UUID> unknown(Collection<Reading> arrivals) {
        Set<UUID> unknown = new HashSet<>();
        for (Reading arrival : arrivals) {
            if (arrival instanceof Reading.Event event && !state.containsKey(event.credentialId())) {
                unknown.add(event.credentialId());
            }
        }
        return unknown;
    }

    /** The arrivals that repeat a version whose hash is not known yet. */
    public Set<EventId> unproven(Collection<Reading> arrivals) {
        Set<EventId> unproven = new HashSet<>();
        for (Reading arrival : arrivals) {
            if (arrival instanceof Reading.Event event && event.version() <= version(event.credentialId())) {
                unproven.add(new EventId(event.credentialId(), event.version()));
            }
        }
        unproven.removeAll(hashes.keySet());
        return unproven;
    }

    public void take(Reading reading) {
        switch (reading) {
            case Reading.Unusable unusable -> park(unusable, unusable.reason());
            case Reading.Event event -> takeAll(event);
        }
    }

    /** Messages that are done with: applied, or repeats of what was. */
    public Set<MessageId> settled() {
        return Set.copyOf(settled);
    }

    /** What is to be stored after all that was taken. */
    public Folded folded() {
        Map<MessageId, Parked> aside = new LinkedHashMap<>(parked);
        for (Map<Long, List<Reading.Event>> byVersion : waiting.values()) {
            for (List<Reading.Event> events : byVersion.values()) {
                events.forEach(event -> aside.put(event.message().id(), Parked.of(event, ParkReason.GAP)));
            }
        }
        return new Folded(advanced, entries, List.copyOf(aside.values()), repeats);
    }

    /** The event, and then what was waiting for it: a loop, as the whole history may have waited. */
    private void takeAll(Reading.Event first) {
        Deque<Reading.Event> due = new ArrayDeque<>(List.of(first));
        while (!due.isEmpty()) {
            Reading.Event event = due.poll();
            place(event);
            due.addAll(released(event.credentialId()));
        }
    }

    private void place(Reading.Event event) {
        long known = version(event.credentialId());
        if (event.version() <= known) {
            repeat(event);
        } else if (event.version() > known + 1) {
            waiting.computeIfAbsent(event.credentialId(), id -> new HashMap<>())
                    .computeIfAbsent(event.version(), version -> new ArrayList<>())
                    .add(event);
        } else if (Projector.follows(
                state.get(event.credentialId()), event.sealed().event())) {
            apply(event);
        } else {
            park(event, ParkReason.BROKEN_CHAIN);
        }
    }

    /** The repeats and rivals of what was applied last, and the events next in line. */
    private List<Reading.Event> released(UUID credentialId) {
        Map<Long, List<Reading.Event>> byVersion = waiting.get(credentialId);
        if (byVersion == null) {
            return List.of();
        }
        List<Reading.Event> next = byVersion.remove(version(credentialId) + 1);
        return next == null ? List.of() : next;
    }

    private void apply(Reading.Event event) {
        Projected before = state.get(event.credentialId());
        Projected after = Projector.apply(before, event.sealed());
        entries.add(Projector.tell(before, event.sealed()));
        state.put(after.id(), after);
        advanced.put(after.id(), after);
        rememberHead(after);
        settled.add(event.message().id());
    }

    private void repeat(Reading.Event event) {
        String known = hashes.get(new EventId(event.credentialId(), event.version()));
        if (event.sealed().hash().equals(known)) {
            repeats++;
            settled.add(event.message().id());
        } else {
            park(event, ParkReason.CONFLICTING_REPEAT);
        }
    }

    private void park(Reading reading, ParkReason reason) {
        parked.put(reading.message().id(), Parked.of(reading, reason));
    }

    private void rememberHead(Projected credential) {
        hashes.put(new EventId(credential.id(), credential.version()), credential.headHash());
    }

    private long version(UUID credentialId) {
        Projected known = state.get(credentialId);
        return known == null ? 0 : known.version();
    }
}
