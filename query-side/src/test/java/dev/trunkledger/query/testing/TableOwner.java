package dev.trunkledger.query.testing;

import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Somebody who may change anything in the read models, past the application. */
public final class TableOwner {

    private final JdbcTemplate tables;

    private TableOwner(JdbcTemplate tables) {
        this.tables = tables;
    }

    public static TableOwner of(TrunkledgerDatabase database) {
        return new TableOwner(new JdbcTemplate(new DriverManagerDataSource(
                database.jdbcUrl() + (database.jdbcUrl().contains("?") ? "&" : "?") + "currentSchema=read_model,public",
                database.queryOwner().name(),
                database.queryOwner().password())));
    }

    /** Fails when the statement changed nothing, since then the test would prove nothing. */
    public void execute(String sql, Object... values) {
        if (tables.update(sql, values) == 0) {
            throw new AssertionError("Nothing was changed by " + sql);
        }
    }

    /** For plans that know what the tables hold. */
    public void analyze() {
        tables.execute("analyze");
    }
}
