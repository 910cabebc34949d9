package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.Folded;
import dev.trunkledger.query.projection.Message;
import dev.trunkledger.query.projection.MessageId;
import dev.trunkledger.query.projection.ParkReason;
import dev.trunkledger.query.projection.Parked;
import dev.trunkledger.query.projection.Partition;
import dev.trunkledger.query.projection.Projected;
import dev.trunkledger.query.projection.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The read models as the projection writes them: with the position of each partition, in one transaction. */
public final class ReadModels {

    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);

    private static final int PARKED_AT_ONCE = 500;

    private final JdbcTemplate database;
    private final TransactionTemplate transactions;

    ReadModels(JdbcTemplate database, TransactionTemplate transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /**
     * Stores what a poll brought, but for arrivals that do not go on where their partition stands: the answer says where
     * that is. A partition that has become another one meanwhile stands at its beginning. Repeatable: whoever is in doubt
     * whether it happened does it again.
     *
     * @throws DataAccessException when the database is away; nothing was stored that would be missed then
     */
    public Stored store(Collection<Arrival> arrivals) {
        try {
            Batch batch = new Batch(database);
            List<Reading> all = arrivals.stream()
                    .flatMap(arrival -> arrival.readings().stream())
                    .toList();
            return store(
                    arrivals,
                    asking -> batch.ask(all, asking),
                    (readings, saving) -> List.of(batch.store(readings, saving)));
        } catch (DataAccessException e) {
            if (!Refusal.isOfValues(e)) {
                throw e;
            }
        }
        List<Folded> separately = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            storeSeparately(arrival, arrival.readings(), separately);
        }
        // All of it is stored or parked by now; what is left is to move the positions.
        return store(arrivals, asking -> {}, (readings, saving) -> separately);
    }

    /**
     * Tries parked messages again: a newer version may understand what an older one could not.
     *
     * @return the credentials that moved, as they now are
     */
    public Map<UUID, Projected> retryParked() {
        Map<UUID, Projected> moved = new HashMap<>();
        MessageId last = new MessageId(new Partition("", -1), -1);
        List<Message> page = ParkedRows.after(last, PARKED_AT_ONCE, database);
        while (!page.isEmpty()) {
            moved.putAll(retry(page));
            page = ParkedRows.after(page.getLast().id(), PARKED_AT_ONCE, database);
        }
        return moved;
    }

    private Stored store(Collection<Arrival> arrivals, Consumer<RoundTrip> also, Storing storing) {
        return inTransaction(() -> {
            Map<Partition, Reached> places =
                    lock(arrivals.stream().map(Arrival::partition).collect(Collectors.toSet()), also);
            List<Reading> readings = new ArrayList<>();
            Map<Partition, Reached> moved = new HashMap<>();
            for (Arrival arrival : arrivals) {
                Reached place = placeOf(arrival, places);
                if (arrival.contradicts(place)) {
                    LOG.warn(
                            "Partition {} of {} holds another message at {} than was projected:"
                                    + " reading it from its beginning",
                            arrival.partition().number(),
                            arrival.partition().topic(),
                            arrival.first());
                    moved.put(arrival.partition(), Reached.NOTHING);
                } else if (arrival.continues(place)) {
                    readings.addAll(arrival.behind(place));
                    moved.put(arrival.partition(), arrival.end());
                }
            }
            RoundTrip saving = new RoundTrip(database);
            List<Folded> folded = readings.isEmpty() ? List.of() : storing.store(readings, saving);
            Positions.move(moved, saving);
            saving.go();
            places.putAll(moved);
            Map<Partition, Long> next = new HashMap<>();
            places.forEach((partition, place) -> next.put(partition, place.next()));
            return Stored.of(folded, next);
        });
    }

    private static Reached placeOf(Arrival arrival, Map<Partition, Reached> places) {
        return places.getOrDefault(arrival.partition(), Reached.NOTHING);
    }

    /** Halves what the database refuses until the message it refuses stands alone, and parks that one. */
    private void storeSeparately(Arrival arrival, List<Reading> readings, List<Folded> stored) {
        try {
            stored.add(inTransaction(() -> {
                Batch batch = new Batch(database);
                Reached place =
                        placeOf(arrival, lock(Set.of(arrival.partition()), asking -> batch.ask(readings, asking)));
                return arrival.continues(place) && !arrival.contradicts(place)
                        ? saved(saving -> batch.store(readings, saving))
                        : Folded.NOTHING;
            }));
        } catch (DataAccessException e) {
            if (!Refusal.isOfValues(e)) {
                throw e;
            }
            if (readings.size() == 1) {
                stored.add(refuse(readings.getFirst()));
            } else {
                int half = readings.size() / 2;
                storeSeparately(arrival, readings.subList(0, half), stored);
                storeSeparately(arrival, readings.subList(half, readings.size()), stored);
            }
        }
    }

    private Folded refuse(Reading reading) {
        List<Parked> parked = List.of(Parked.of(reading, ParkReason.REFUSED));
        return saved(saving -> {
            ParkedRows.park(parked, saving);
            return new Folded(Map.of(), List.of(), List.of(), parked, 0);
        });
    }

    private Map<UUID, Projected> retry(List<Message> parked) {
        try {
            return inTransaction(() -> {
                lock(
                        parked.stream().map(message -> message.id().partition()).collect(Collectors.toSet()),
                        asking -> {});
                return saved(saving -> new Batch(database).storeParked(parked, saving)).credentials().stream()
                        .collect(Collectors.toMap(Projected::id, Function.identity()));
            });
        } catch (DataAccessException e) {
            if (!Refusal.isOfValues(e)) {
                throw e;
            }
        }
        Map<UUID, Projected> moved = new HashMap<>();
        if (parked.size() > 1) {
            int half = parked.size() / 2;
            moved.putAll(retry(parked.subList(0, half)));
            moved.putAll(retry(parked.subList(half, parked.size())));
        }
        return moved;
    }

    /** @param also asks on the same way, behind the lock, what else will be needed */
    private Map<Partition, Reached> lock(Set<Partition> partitions, Consumer<RoundTrip> also) {
        Map<Partition, Reached> locked = new HashMap<>();
        RoundTrip asking = new RoundTrip(database);
        Positions.lock(partitions, locked::put, asking);
        also.accept(asking);
        asking.go();
        if (locked.size() < partitions.size()) {
            RoundTrip again = new RoundTrip(database);
            Positions.addMissing(partitions, again);
            Positions.lock(partitions, locked::put, again);
            also.accept(again); // only now is everything locked that the answers depend on
            again.go();
        }
        return locked;
    }

    private Folded saved(Function<RoundTrip, Folded> work) {
        RoundTrip saving = new RoundTrip(database);
        Folded folded = work.apply(saving);
        saving.go();
        return folded;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    /** What becomes of the readings that their partitions have not got past. */
    private interface Storing {
        List<Folded> store(List<Reading> readings, RoundTrip saving);
    }
}
