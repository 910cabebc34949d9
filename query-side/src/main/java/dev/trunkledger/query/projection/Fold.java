package dev.trunkledger.query.projection;

import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
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

/**
 * Applies what arrived to what is known, each chain by itself: a message that cannot be applied holds up those behind it
 * in the same chain and no other. Order of arrival does not matter, nor does arriving twice.
 */
public final class Fold {

    private final Map<Chain, Head> state = new HashMap<>();
    private final Map<EventId, String> hashes = new HashMap<>();
    private final Map<Chain, Map<Long, List<Reading.Link>>> waiting = new HashMap<>();
    private final Map<Chain, Head> advanced = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<SignedCheckpoint> checkpoints = new ArrayList<>();
    private final Map<MessageId, Parked> parked = new LinkedHashMap<>();
    private final Set<MessageId> settled = new HashSet<>();
    private int repeats;

    /** Starts from what is stored of a chain that arrivals belong to. */
    public void know(Head stored) {
        state.put(stored.chain(), stored);
        rememberHead(stored);
    }

    /** The hash of a stored event, for arrivals that may repeat it. */
    public void knowHash(EventId event, String hash) {
        hashes.put(event, hash);
    }

    /** The arrivals that repeat a link whose hash is not known yet. */
    public Set<EventId> unproven(Collection<Reading> arrivals) {
        Set<EventId> unproven = new HashSet<>();
        for (Reading arrival : arrivals) {
            if (arrival instanceof Reading.Link link && link.number() <= reached(link.chain())) {
                unproven.add(new EventId(link.chain(), link.number()));
            }
        }
        unproven.removeAll(hashes.keySet());
        return unproven;
    }

    public void take(Reading reading) {
        switch (reading) {
            case Reading.Unusable unusable -> park(unusable, unusable.reason());
            case Reading.Link link -> takeAll(link);
            case Reading.Signed signed -> {
                checkpoints.add(signed.checkpoint());
                settled.add(signed.message().id());
            }
        }
    }

    /** Messages that are done with: applied, or repeats of what was. */
    public Set<MessageId> settled() {
        return Set.copyOf(settled);
    }

    /** What is to be stored after all that was taken. */
    public Folded folded() {
        Map<MessageId, Parked> aside = new LinkedHashMap<>(parked);
        for (Map<Long, List<Reading.Link>> byNumber : waiting.values()) {
            for (List<Reading.Link> links : byNumber.values()) {
                links.forEach(link -> aside.put(link.message().id(), Parked.of(link, ParkReason.GAP)));
            }
        }
        return new Folded(advanced, entries, checkpoints, List.copyOf(aside.values()), repeats);
    }

    /** The link, and then what was waiting for it: a loop, as the whole chain may have waited. */
    private void takeAll(Reading.Link first) {
        Deque<Reading.Link> due = new ArrayDeque<>(List.of(first));
        while (!due.isEmpty()) {
            Reading.Link link = due.poll();
            place(link);
            due.addAll(released(link.chain()));
        }
    }

    private void place(Reading.Link link) {
        long reached = reached(link.chain());
        if (link.number() <= reached) {
            repeat(link);
        } else if (link.number() > reached + 1) {
            waiting.computeIfAbsent(link.chain(), chain -> new HashMap<>())
                    .computeIfAbsent(link.number(), number -> new ArrayList<>())
                    .add(link);
        } else if (Projector.follows(state.get(link.chain()), link)) {
            apply(link);
        } else {
            park(link, ParkReason.BROKEN_CHAIN);
        }
    }

    /** The repeats and rivals of what was applied last, and the links next in line. */
    private List<Reading.Link> released(Chain chain) {
        Map<Long, List<Reading.Link>> byNumber = waiting.get(chain);
        if (byNumber == null) {
            return List.of();
        }
        List<Reading.Link> next = byNumber.remove(reached(chain) + 1);
        return next == null ? List.of() : next;
    }

    private void apply(Reading.Link link) {
        Head before = state.get(link.chain());
        Head after = Projector.apply(before, link);
        entries.add(Projector.tell(before, link));
        state.put(after.chain(), after);
        advanced.put(after.chain(), after);
        rememberHead(after);
        settled.add(link.message().id());
    }

    private void repeat(Reading.Link link) {
        String known = hashes.get(new EventId(link.chain(), link.number()));
        if (link.hash().equals(known)) {
            repeats++;
            settled.add(link.message().id());
        } else {
            park(link, ParkReason.CONFLICTING_REPEAT);
        }
    }

    private void park(Reading reading, ParkReason reason) {
        parked.put(reading.message().id(), Parked.of(reading, reason));
    }

    private void rememberHead(Head head) {
        hashes.put(new EventId(head.chain(), head.number()), head.headHash());
    }

    private long reached(Chain chain) {
        Head known = state.get(chain);
        return known == null ? 0 : known.number();
    }
}
