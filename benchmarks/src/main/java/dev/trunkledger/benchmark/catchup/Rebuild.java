package dev.trunkledger.benchmark.catchup;

import dev.trunkledger.benchmark.Progress;
import dev.trunkledger.benchmark.filling.Backlog;
import dev.trunkledger.benchmark.filling.Tally;
import dev.trunkledger.benchmark.load.HttpConnection;
import dev.trunkledger.benchmark.stage.Installation;
import dev.trunkledger.benchmark.stage.Side;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** How fast a query side builds its read models from Kafka alone. */
final class Rebuild {

    private final Installation installation;
    private final JdbcTemplate database;
    private final int generation;

    /** @param database where the read models are built */
    Rebuild(Installation installation, JdbcTemplate database, int generation) {
        this.installation = installation;
        this.database = database;
        this.generation = generation;
    }

    /** A query side that has nothing yet, or that empties what an earlier generation built. */
    Side start(Map<String, String> special) throws IOException {
        Map<String, String> settings = new HashMap<>(special);
        settings.put("TRUNKLEDGER_PROJECTION_GENERATION", String.valueOf(generation));
        settings.put("TRUNKLEDGER_PROJECTION_CONSUMERS", "3");
        return installation.startQuerySide(settings, "-Xmx256m");
    }

    /** Events per second, from the first commit until so many are stored. */
    double perSecond(long events) throws Exception {
        double rate = Tally.perSecond(events, this::projected);
        Progress.tell("rebuilt %,.0f/s; counting".formatted(rate));
        return rate;
    }

    /** Waits until so many events are stored. */
    void await(long events) throws Exception {
        Tally.perSecond(events, this::projected);
    }

    /** All is there once, and chains are whole as the API tells them. */
    void requireComplete(Side side, Backlog backlog) throws IOException {
        Tally.requireEqual("Credentials", backlog.credentials(), count("credential"));
        long events = backlog.events();
        Tally.requireEqual("Audit entries", events, count("audit_entry"));
        Tally.requireEqual("Parked messages", 0, count("parked_message"));
        try (HttpConnection connection = new HttpConnection(side.port())) {
            for (UUID credential : backlog.sample()) {
                connection.exchange(request(installation, credential, "/history/verification"));
                connection.requireSuccess();
                if (!connection.answer().contains("\"verified\":true")) {
                    throw new IllegalStateException("A broken chain: " + connection.answer());
                }
            }
        }
    }

    static byte[] request(Installation installation, UUID credential, String what) {
        return HttpConnection.request("GET", "/api/v1/sip-credentials/" + credential + what, installation.token(), "");
    }

    /** How many events of the topic are done with; none while an earlier generation is there, or nothing at all. */
    private long projected() {
        try {
            Long projected = database.queryForObject(
                    """
                    select coalesce(sum(next_offset), 0)
                      from read_model.projection_position, read_model.projection_generation
                     where topic = ? and generation = ?
                    """, Long.class, installation.topics().events(), generation);
            return projected == null ? 0 : projected;
        } catch (DataAccessException noSuchTable) {
            return 0;
        }
    }

    private long count(String table) {
        Long rows = database.queryForObject("select count(*) from read_model." + table, Long.class);
        return rows == null ? 0 : rows;
    }
}
