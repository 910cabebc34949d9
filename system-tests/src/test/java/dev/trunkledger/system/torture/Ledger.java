package dev.trunkledger.system.torture;

import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All events of the store, in the order in which they were appended. */
record Ledger(List<Entry> entries) {

    /** Counted first: to count all is work that what is watched would have to wait for. */
    private static final long NEWEST = 1_000;

    /**
     * @param hash that it was sealed with
     * @param digest of its very bytes
     */
    record Entry(UUID credential, long version, String hash, String digest, CredentialEvent event) {

        static String digest(byte[] payload) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Nullable
        String reason() {
            return event.envelope().actor().reason();
        }

        @Override
        public String toString() {
            return "version " + version + " of " + credential;
        }
    }

    static Ledger read(Stage stage) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (Connection connection = connect(stage);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select credential_id, version, type, payload from ledger.event order by global_index")) {
            while (rows.next()) {
                byte[] payload = rows.getBytes(4);
                SealedEvent sealed = EventJson.read(rows.getString(3), payload);
                entries.add(new Entry(
                        rows.getObject(1, UUID.class),
                        rows.getLong(2),
                        sealed.hash(),
                        Entry.digest(payload),
                        sealed.event()));
            }
        }
        return new Ledger(entries);
    }

    /** How many of the events up to there the projection has not stored, or of the newest of them while some lack. */
    static long notProjected(Stage stage, long upTo) throws SQLException {
        long ofNewest = notProjected(stage, upTo - NEWEST, upTo);
        return ofNewest > 0 ? ofNewest : notProjected(stage, 0, upTo);
    }

    private static long notProjected(Stage stage, long after, long upTo) throws SQLException {
        return number(stage, """
                select count(*) from ledger.event e
                where e.global_index > %d and e.global_index <= %d
                  and not exists (select from read_model.audit_entry a
                                  where a.credential_id = e.credential_id and a.version = e.version
                                    and a.access_sequence = 0)""".formatted(after, upTo));
    }

    /** Where the store ends. */
    static long end(Stage stage) throws SQLException {
        return number(stage, "select coalesce(max(global_index), 0) from ledger.event");
    }

    Map<String, List<Entry>> byReason() {
        return entries.stream().collect(Collectors.groupingBy(entry -> String.valueOf(entry.reason())));
    }

    Map<UUID, List<Entry>> byCredential() {
        return entries.stream().collect(Collectors.groupingBy(Entry::credential, TreeMap::new, Collectors.toList()));
    }

    private static long number(Stage stage, String query) throws SQLException {
        try (Connection connection = connect(stage);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    static Connection connect(Stage stage) throws SQLException {
        return DriverManager.getConnection(
                stage.postgres().jdbcUrl(Stage.DATABASE),
                stage.postgres().superuser(),
                stage.postgres().superuserPassword());
    }
}
