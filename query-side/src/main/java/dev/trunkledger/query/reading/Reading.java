package dev.trunkledger.query.reading;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Queries of an organisation that is named first: to the database nobody else has any rows (row-level security). A
 * statement that forgot to ask for its caller's organisation would find what is that organisation's all the same.
 */
public final class Reading {

    private final JdbcTemplate pool;
    private final String role;

    /** @param role which the pool's own may take on, and for which the policies are */
    Reading(DataSource pool, String role) {
        this.pool = new JdbcTemplate(pool);
        this.role = role;
    }

    public Queries of(String organisation) {
        return new Queries(pool, role, organisation);
    }

    /** For what several callers want at once: the statement itself has to compare each row's organisation with theirs. */
    public Queries ofAll() {
        return new Queries(pool, "none", "");
    }
}
