package dev.trunkledger.system.torture;

import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.SealedAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** All that the store has recorded of passwords shown, each credential's in their order. */
record Accesses(List<Access> all) {

    /** @param digest of its very bytes */
    record Access(UUID credential, long sequence, SealedAccess sealed, String digest) {

        String organisation() {
            return sealed.event().envelope().orgId();
        }

        String reason() {
            return String.valueOf(sealed.event().envelope().actor().reason());
        }

        @Override
        public String toString() {
            return "access " + sequence + " to " + credential;
        }
    }

    static Accesses read(Stage stage) throws SQLException {
        List<Access> all = new ArrayList<>();
        try (Connection connection = Ledger.connect(stage);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select credential_id, sequence, type, payload"
                        + " from ledger.access_event order by credential_id, sequence")) {
            while (rows.next()) {
                byte[] payload = rows.getBytes(4);
                all.add(new Access(
                        rows.getObject(1, UUID.class),
                        rows.getLong(2),
                        AccessJson.read(rows.getString(3), payload),
                        Ledger.Entry.digest(payload)));
            }
        }
        return new Accesses(all);
    }

    Map<String, List<Access>> byReason() {
        return all.stream().collect(Collectors.groupingBy(Access::reason));
    }

    Map<UUID, List<Access>> byCredential() {
        return all.stream().collect(Collectors.groupingBy(Access::credential));
    }
}
