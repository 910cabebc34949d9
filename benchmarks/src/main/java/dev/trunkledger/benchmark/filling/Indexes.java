package dev.trunkledger.benchmark.filling;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The read models' indexes that only queries need: what fills tables gains without them. */
public final class Indexes {

    private static final String DEFINITIONS = """
            select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
              from pg_index
              join pg_class on pg_class.oid = indrelid
             where relnamespace = 'read_model'::regnamespace and not indisunique
               and relname in ('audit_entry', 'credential', 'credential_search')
            """;

    private final JdbcTemplate database;
    private final List<String> definitions;

    private Indexes(JdbcTemplate database, List<String> definitions) {
        this.database = database;
        this.definitions = definitions;
    }

    public static Indexes drop(JdbcTemplate database) {
        List<Index> present = database.query(
                DEFINITIONS, (row, number) -> new Index(row.getString("name"), row.getString("definition")));
        present.forEach(index -> database.execute("drop index " + index.name()));
        return new Indexes(database, present.stream().map(Index::definition).toList());
    }

    public int count() {
        return definitions.size();
    }

    /** Returns how long that took, in seconds. */
    public double make() {
        long start = System.nanoTime();
        definitions.forEach(database::execute);
        return (System.nanoTime() - start) / 1e9;
    }

    private record Index(String name, String definition) {}
}
