package dev.trunkledger.pacing.store;

import dev.trunkledger.pacing.gate.GateKey;
import dev.trunkledger.pacing.gate.Spacing;
import dev.trunkledger.pacing.gate.StartRequest;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The gates' rows. The decision itself is {@code reserve} in the migrations: it has to happen where the rows are locked. */
final class GateTable {

    private static final String RESERVE = "select * from reserve(?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String USE = """
            select key, last_start,
                   case when second = ? then granted_before when second = ? - 1 then granted else 0 end as granted
              from gate where key = any (?)""";

    private static final String DROP_IDLE = """
            delete from gate where key in (select key from gate where last_start < ? limit ? for update skip locked)""";

    private static final long SECOND = 1_000_000_000;

    private final DataSource database;
    private final Spacing spacing;

    GateTable(DataSource database, Spacing spacing) {
        this.database = database;
        this.spacing = spacing;
    }

    /**
     * Decides the whole batch, or nothing.
     *
     * @param now earliest start, in pacing time
     */
    Decided reserve(long now, List<StartRequest> requests) throws SQLException {
        Map<GateKey, Integer> places = places(requests);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(RESERVE)) {
            Arrays arrays = new Arrays(connection, statement);
            statement.setLong(1, now);
            arrays.set(2, "uuid", places.keySet().stream().map(GateKey::id).toArray());
            for (int nth = 0; nth < 2; nth++) {
                int gate = nth;
                arrays.set(3 + 2 * nth, "int4", each(requests, request -> place(request, gate, places)));
                arrays.set(4 + 2 * nth, "int8", each(requests, request -> spacing(request, gate)));
            }
            arrays.set(7, "int4", each(requests, StartRequest::calls));
            arrays.set(8, "int8", each(requests, request -> request.maxWait().toNanos()));
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return new Decided(placements(answer.getArray(1), answer.getArray(2)), answer.getLong(3));
            }
        }
    }

    /** Whether nothing but another one's timing was wrong: a gate dropped between two looks, or locks in a circle. */
    static boolean lostRace(SQLException e) {
        return "40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
    }

    private static List<Placement> placements(Array starts, Array reserved) throws SQLException {
        Long[] start = (Long[]) starts.getArray();
        Boolean[] granted = (Boolean[]) reserved.getArray();
        return IntStream.range(0, start.length)
                .mapToObj(i -> new Placement(start[i], granted[i]))
                .toList();
    }

    /** Places from 1 on, in the order in which everybody locks. */
    private static Map<GateKey, Integer> places(List<StartRequest> requests) {
        TreeSet<GateKey> keys = new TreeSet<>();
        requests.forEach(request -> request.gates().forEach(gate -> keys.add(gate.key())));
        Map<GateKey, Integer> places = new LinkedHashMap<>();
        keys.forEach(key -> places.put(key, places.size() + 1));
        return places;
    }

    private static @Nullable Integer place(StartRequest request, int nth, Map<GateKey, Integer> places) {
        return nth < request.gates().size()
                ? places.get(request.gates().get(nth).key())
                : null;
    }

    private @Nullable Long spacing(StartRequest request, int nth) {
        return nth < request.gates().size()
                ? spacing.of(request.gates().get(nth).limit())
                : null;
    }

    private static @Nullable Object[] each(
            List<StartRequest> requests, Function<StartRequest, @Nullable Object> value) {
        @Nullable Object[] values = new @Nullable Object[requests.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(requests.get(i));
        }
        return values;
    }

    Map<GateKey, GateUse> use(long now, Collection<GateKey> keys) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(USE)) {
            statement.setLong(1, now / SECOND);
            statement.setLong(2, now / SECOND);
            new Arrays(connection, statement)
                    .set(3, "uuid", keys.stream().map(GateKey::id).toArray());
            Map<GateKey, GateUse> uses = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    uses.put(
                            new GateKey(rows.getObject(1, UUID.class)),
                            new GateUse(rows.getInt(3), Math.max(0, rows.getLong(2) - now)));
                }
            }
            return uses;
        }
    }

    /** Drops some gates that nothing has passed for so long; returns how many. */
    int dropIdle(long now, Duration idle, int most) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(DROP_IDLE)) {
            statement.setLong(1, now - idle.toNanos());
            statement.setInt(2, most);
            return statement.executeUpdate();
        }
    }

    /**
     * @param placements one for each request, in their order
     * @param told pacing time by the server's clock when the gates were locked
     */
    record Decided(List<Placement> placements, long told) {}

    private record Arrays(Connection connection, PreparedStatement statement) {

        void set(int parameter, String type, @Nullable Object[] values) throws SQLException {
            statement.setArray(parameter, connection.createArrayOf(type, values));
        }
    }
}
