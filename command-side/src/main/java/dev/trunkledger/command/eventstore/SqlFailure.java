package dev.trunkledger.command.eventstore;

import java.sql.SQLException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** What a failed statement means for the writers behind it. */
enum SqlFailure {
    /** The database is not there, not ready or full: nobody else's entry would fare better. */
    AWAY,
    /** Two instances got in each other's way; trying again helps. */
    CONTENTION,
    /** It took too long, perhaps because of one row that another instance holds. */
    LATE,
    /** A secret is under a data key that was destroyed: encrypted under the key of now, it can be stored. */
    KEY_DESTROYED,
    /** An entry is not acceptable: a defect of ours. */
    DEFECT;

    static SqlFailure of(SQLException e) {
        String state = deepestState(e);
        if (state == null) {
            return AWAY;
        }
        return switch (state) {
            case "40001", "40P01" -> CONTENTION;
            // Lock not available; query cancelled by a timeout; transaction timeout.
            case "55P03", "57014", "25P04" -> LATE;
            // A foreign key; the only one is that of secrets to their data key.
            case "23503" -> KEY_DESTROYED;
            default ->
                switch (state.substring(0, 2)) {
                    case "21", "22", "23", "42" -> DEFECT;
                    default -> AWAY;
                };
        };
    }

    static RuntimeException asException(SQLException e) {
        return switch (of(e)) {
            case AWAY -> new StoreUnavailableException("The event store cannot be reached", e);
            case LATE -> new StoreUnavailableException("The event store did not answer in time", e);
            case CONTENTION -> new ConcurrencyException("Another instance got in the way", e);
            case KEY_DESTROYED -> new DataKeyDestroyedException(e);
            case DEFECT -> new IllegalStateException("The event store refused an entry", e);
        };
    }

    /** The connection pool wraps what the driver said. */
    private static @Nullable String deepestState(SQLException e) {
        String state = e.getSQLState();
        return state == null && e.getCause() instanceof SQLException cause ? deepestState(cause) : state;
    }
}
