package dev.trunkledger.system;

import dev.trunkledger.events.wire.EventHash;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Six ways to falsify a history of five versions, each as good as somebody with all rights on the tables can do it. */
enum Tampering {
    /** Another server in version 2, all else as it was. */
    EDITED {
        @Override
        void happen(DatabaseDump tables, UUID credential) throws SQLException {
            ObjectNode event = event(tables, credential, 2);
            ((ObjectNode) event.get("settings")).put("server", "sip.evil.example");
            store(tables, credential, 2, event);
        }
    },
    REMOVED {
        @Override
        void happen(DatabaseDump tables, UUID credential) throws SQLException {
            tables.execute(
                    "delete from read_model.audit_entry where version = 3 and credential_id = '" + credential + "'");
        }
    },
    /** A sealed event that fits behind version 2, in a row of its own beside the true version 3. */
    INSERTED {
        @Override
        void happen(DatabaseDump tables, UUID credential) throws SQLException {
            ObjectNode event = event(tables, credential, 3);
            ((ObjectNode) event.get("settings")).put("server", "sip.evil.example");
            tables.execute("insert into read_model.audit_entry select * from jsonb_populate_record("
                    + "(select e from read_model.audit_entry e where version = 3 and access_sequence = 0 and credential_id = '"
                    + credential + "'), '{\"version\": 99}')");
            store(tables, credential, 99, reseal(event));
        }
    },
    SWAPPED {
        @Override
        void happen(DatabaseDump tables, UUID credential) throws SQLException {
            ObjectNode second = event(tables, credential, 2);
            ObjectNode third = event(tables, credential, 3);
            store(tables, credential, 2, third);
            store(tables, credential, 3, second);
        }
    },
    /** What is left is a chain without a flaw. */
    TRUNCATED {
        @Override
        void happen(DatabaseDump tables, UUID credential) throws SQLException {
            tables.execute(
                    "delete from read_model.audit_entry where version > 3 and credential_id = '" + credential + "'");
        }
    },
    /** From version 2 on everything is sealed and chained anew: a chain without a flaw, but another one. */
    REWRITTEN {
        @Override
        void happen(DatabaseDump tables, UUID credential) throws SQLException {
            String previousHash = event(tables, credential, 1).get("hash").stringValue();
            for (int version = 2; version <= 5; version++) {
                ObjectNode event = event(tables, credential, version);
                ((ObjectNode) event.get("settings")).put("server", "sip.evil.example");
                event = reseal(event.put("previousHash", previousHash));
                store(tables, credential, version, event);
                previousHash = event.get("hash").stringValue();
            }
        }
    };

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Then only the checkpoint shows it, which covers a whole organisation: nobody can tell which credential it was. */
    boolean leavesAFlawlessChain() {
        return this == TRUNCATED || this == REWRITTEN;
    }

    abstract void happen(DatabaseDump tables, UUID credential) throws SQLException;

    private static ObjectNode event(DatabaseDump tables, UUID credential, int version) throws SQLException {
        String row = tables.texts(
                        "select convert_from(event, 'UTF8') from read_model.audit_entry" + where(credential, version))
                .getFirst();
        return (ObjectNode) JSON.readTree(row);
    }

    private static void store(DatabaseDump tables, UUID credential, int version, ObjectNode event) throws SQLException {
        String hex = java.util.HexFormat.of()
                .formatHex(JSON.writeValueAsString(event).getBytes(StandardCharsets.UTF_8));
        tables.execute("update read_model.audit_entry set event = '\\x" + hex + "'" + where(credential, version));
    }

    private static String where(UUID credential, int version) {
        return " where access_sequence = 0 and version = " + version + " and credential_id = '" + credential + "'";
    }

    private static ObjectNode reseal(ObjectNode event) {
        return event.put("hash", EventHash.of(event));
    }
}
