package dev.trunkledger.query.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every row of the read models as text, to compare two builds of them. */
public final class Rows {

    private static final Map<String, String> QUERIES = Map.of(
            "credential", "select c::text from credential c order by id",
            "credential_search", "select s::text from credential_search s order by credential_id",
            "audit_entry", "select a::text from audit_entry a order by credential_id, version, access_sequence",
            "access_head", "select h::text from access_head h order by credential_id",
            "org_total",
                    "select t::text from org_total t where credentials <> 0 order by org_id, transport, source, deleted",
            "parked_message",
                    "select concat_ws(' ', credential_id, access, version, reason, event_type, message_value)"
                            + " from parked_message order by 1");

    private Rows() {}

    /** @return rows by table */
    public static Map<String, List<String>> of(JdbcTemplate database) {
        Map<String, List<String>> rows = new TreeMap<>();
        QUERIES.forEach((table, query) -> rows.put(table, texts(database, query)));
        return rows;
    }

    /** The first column as text. */
    static List<String> texts(JdbcTemplate database, String query) {
        return database.query(query, (row, number) -> String.valueOf(row.getString(1)));
    }
}
