package dev.trunkledger.query.store;

import dev.trunkledger.query.projection.ParkReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** How much is parked, and how many credentials are held up by it. */
public final class ParkedCounts {

    private static final String BY_REASON = "select reason, count(*) as messages from parked_message group by reason";
    /** A credential waits for its next version as long as a later one is parked. */
    private static final String HELD_UP =
            "select count(distinct credential_id) from parked_message where reason = 'gap'";

    private final JdbcTemplate database;

    ParkedCounts(JdbcTemplate database) {
        this.database = database;
    }

    /** Every reason, those without a message too. */
    public Map<ParkReason, Long> byReason() {
        Map<String, Long> stored = new HashMap<>();
        database.query(BY_REASON, row -> {
            stored.put(row.getString("reason"), row.getLong("messages"));
        });
        Map<ParkReason, Long> counts = new EnumMap<>(ParkReason.class);
        for (ParkReason reason : ParkReason.values()) {
            counts.put(reason, stored.getOrDefault(reason.wireName(), 0L));
        }
        return counts;
    }

    public long credentialsHeldUp() {
        Long count = database.queryForObject(HELD_UP, Long.class);
        return count == null ? 0 : count;
    }
}
