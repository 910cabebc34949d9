package dev.trunkledger.system.torture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A whole table held by somebody else, as by a careless migration. */
final class TableLock {

    private final String table;
    private @Nullable Connection holder;

    TableLock(String table) {
        this.table = table;
    }

    void take(Stage stage) {
        try {
            Connection connection = DriverManager.getConnection(
                    stage.postgres().jdbcUrl(Stage.DATABASE),
                    stage.postgres().superuser(),
                    stage.postgres().superuserPassword());
            holder = connection;
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table " + table + " in access exclusive mode");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Nothing else befalls the database, and yet it cannot be locked", e);
        }
    }

    void release() {
        try (Connection held = holder) {
            if (held != null) {
                held.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
