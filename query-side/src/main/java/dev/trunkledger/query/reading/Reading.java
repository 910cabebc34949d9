package dev.trunkledger.query.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Queries of an organisation that is named first: to the database nobody else has any rows (row-level security). A
 * statement that forgot to ask for its caller's organisation would find what is that organisation's all the same.
 */
public final class Reading {

    private final DataSource pool;
    private final String role;

    /** @param role which the pool's own may take on, and for which the policies are */
    Reading(DataSource pool, String role) {
        this.pool = pool;
        this.role = role;
    }

    public JdbcClient of(String organisation) {
        return JdbcClient.create(new Seeing(pool, role, organisation));
    }

    /** For what several callers want at once: the statement itself has to compare each row's organisation with theirs. */
    public JdbcClient ofAll() {
        return JdbcClient.create(new Seeing(pool, "none", ""));
    }

    /** Says with each connection what it may see, whatever it was allowed before. */
    private static final class Seeing extends DelegatingDataSource {

        private final String role;
        private final String organisation;

        Seeing(DataSource pool, String role, String organisation) {
            super(pool);
            this.role = role;
            this.organisation = organisation;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            try (PreparedStatement see = connection.prepareStatement(
                    "select set_config('role', ?, false), set_config('trunkledger.organisation', ?, false)")) {
                see.setString(1, role);
                see.setString(2, organisation);
                see.execute();
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
    }
}
