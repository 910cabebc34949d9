package dev.trunkledger.proof.history;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Events of a chain that came again, as Kafka delivers at least once. They are compared without keeping the first ones: a
 * repeat re-sends a suffix, so its events lead to the newest one, whose hash seals them all. A repeat that broke off is
 * remembered by its last event until another repeat comes by there.
 */
final class Repeats {

    private final Map<Long, String> brokenOff = new HashMap<>(2);
    private @Nullable Link last;

    /** @return number of an event that differs from the one that came before, or 0 */
    long differing(ChainEvent again, Link newest) {
        boolean continues = last != null && last.number() == again.number() - 1;
        if (last != null && continues && !last.hash().equals(again.previousHash())) {
            return last.number();
        }
        if (last != null && !continues) {
            brokenOff.put(last.number(), last.hash());
        }
        String hash = again.link().hash();
        String hashBefore = brokenOff.remove(again.number());
        boolean isNewest = again.number() == newest.number();
        last = isNewest ? null : again.link();
        boolean differs = (hashBefore != null && !hashBefore.equals(hash))
                || (isNewest && !newest.hash().equals(hash));
        return differs ? again.number() : 0;
    }

    /** Lowest number of an event that was not shown to be a repeat, or 0. */
    long unproven() {
        LongStream ends = brokenOff.keySet().stream().mapToLong(Long::longValue);
        return LongStream.concat(ends, last == null ? LongStream.empty() : LongStream.of(last.number()))
                .min()
                .orElse(0);
    }
}
