package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.Folded;
import dev.trunkledger.query.projection.Parked;
import dev.trunkledger.query.projection.Partition;
import dev.trunkledger.query.projection.Projected;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What became of the arrivals.
 *
 * @param credentials those that moved, as they now are, by their ids
 * @param applied number of events
 * @param repeats number of messages that brought nothing new
 * @param parked messages put aside
 * @param positions where each partition goes on, whether its arrival was taken or refused
 */
public record Stored(
        Map<UUID, Projected> credentials,
        int applied,
        int repeats,
        Collection<Parked> parked,
        Map<Partition, Long> positions) {

    static Stored of(Collection<Folded> steps, Map<Partition, Long> positions) {
        Map<UUID, Projected> credentials = new HashMap<>();
        List<Parked> parked = new ArrayList<>();
        int applied = 0;
        int repeats = 0;
        for (Folded step : steps) {
            step.credentials().forEach(credential -> credentials.put(credential.id(), credential));
            parked.addAll(step.parked());
            applied += step.entries().size();
            repeats += step.repeats();
        }
        return new Stored(credentials, applied, repeats, parked, positions);
    }
}
