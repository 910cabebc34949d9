package dev.trunkledger.benchmark.filling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The read models' indexes that only queries need, set aside as an operator does who builds read models anew: what fills
 * tables gains without them.
 */
public final class Indexes {

    private static final Path SCRIPTS = Path.of("..", "deploy", "read-models");

    private final JdbcTemplate database;

    private Indexes(JdbcTemplate database) {
        this.database = database;
    }

    public static Indexes setAside(JdbcTemplate database) {
        run(database, "set-indexes-aside.sql");
        return new Indexes(database);
    }

    public int count() {
        Integer count =
                database.queryForObject("select count(*)::integer from read_model.index_set_aside", Integer.class);
        return count == null ? 0 : count;
    }

    /** Returns how long that took, in seconds. */
    public double make() {
        long start = System.nanoTime();
        run(database, "make-indexes-again.sql");
        return (System.nanoTime() - start) / 1e9;
    }

    private static void run(JdbcTemplate database, String script) {
        try {
            database.execute(Files.readString(SCRIPTS.resolve(script)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
