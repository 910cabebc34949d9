package dev.trunkledger.command.secret;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table of wrapped keys, as far as wrapping them anew goes. No row is locked while the key store is asked: a row is
 * only replaced if it is still what was read, so that writers and other instances are never in the way.
 */
final class WrappedKeyTable {

    private final JdbcClient jdbc;
    private final String table;
    private final String name;
    private final String type;
    private final String first;

    private WrappedKeyTable(JdbcClient jdbc, String table, String name, String type, String first) {
        this.jdbc = jdbc;
        this.table = table;
        this.name = name;
        this.type = type;
        this.first = first;
    }

    static List<WrappedKeyTable> all(JdbcClient jdbc) {
        return List.of(
                new WrappedKeyTable(jdbc, "vault.service_key", "name", "text", ""),
                new WrappedKeyTable(
                        jdbc, "vault.data_key", "credential_id", "uuid", "00000000-0000-0000-0000-000000000000"));
    }

    /** Before the first row. */
    String first() {
        return first;
    }

    /** How many keys each key-encryption key wrapped. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("select kek_id, count(*) from " + table + " group by kek_id").query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    /** Rows after the given one, in their order. */
    List<Row> wrappedBy(String kekId, String after, int limit) {
        return jdbc.sql("select %1$s::text, wrapped from %2$s where kek_id = ? and %1$s > ?::%3$s order by %1$s limit ?"
                        .formatted(name, table, type))
                .params(kekId, after, limit)
                .query((row, _) -> new Row(row.getString(1), row.getBytes(2)))
                .list();
    }

    /** Returns how many were replaced: not those that somebody else replaced or removed meanwhile. */
    int replace(List<Rewrapped> rows) {
        return jdbc.sql("""
                        update %2$s t set kek_id = n.kek_id, wrapped = n.wrapped
                          from unnest(?::text[], ?::text[], ?::bytea[], ?::bytea[]) n (name, kek_id, wrapped, former)
                         where t.%1$s = n.name::%3$s and t.wrapped = n.former
                        """.formatted(name, table, type))
                .param(rows.stream().map(row -> row.former().name()).toArray(String[]::new))
                .param(rows.stream().map(row -> row.now().keyId()).toArray(String[]::new))
                .param(rows.stream().map(row -> row.now().bytes()).toArray(byte[][]::new))
                .param(rows.stream().map(row -> row.former().wrapped()).toArray(byte[][]::new))
                .update();
    }

    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    record Row(String name, byte[] wrapped) {}

    record Rewrapped(Row former, KeyEncryptionKey.Wrapped now) {}
}
