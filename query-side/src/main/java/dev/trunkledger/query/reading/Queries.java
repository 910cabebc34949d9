package dev.trunkledger.query.reading;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;

/**
 * Queries that see what one organisation may see. Each says so itself, whatever its connection was allowed before, and
 * travels together with it: the driver sends both statements before it waits for the first's answer.
 */
public final class Queries {

    private static final String SEE =
            "select set_config('role', ?, false), set_config('trunkledger.organisation', ?, false);\n";

    private final JdbcTemplate pool;
    private final String role;
    private final String organisation;

    Queries(JdbcTemplate pool, String role, String organisation) {
        this.pool = pool;
        this.role = role;
        this.organisation = organisation;
    }

    public <T> List<T> list(SqlText sql, RowMapper<T> row) {
        SqlText seeing = new SqlText().add(SEE, role, organisation).add(sql);
        var parameters = new ArgumentPreparedStatementSetter(seeing.parameters().toArray());
        var extractor = new RowMapperResultSetExtractor<>(row);
        return pool.execute(seeing.text(), (PreparedStatement statement) -> {
            parameters.setValues(statement);
            statement.execute();
            // Past what was seen to.
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                return extractor.extractData(rows);
            }
        });
    }

    /** @throws org.springframework.dao.IncorrectResultSizeDataAccessException when there are several */
    public <T> Optional<T> optional(SqlText sql, RowMapper<T> row) {
        return DataAccessUtils.optionalResult(list(sql, row));
    }

    /** The one number that the statement always finds. */
    public long number(SqlText sql) {
        return DataAccessUtils.requiredSingleResult(list(sql, (row, at) -> row.getLong(1)));
    }
}
