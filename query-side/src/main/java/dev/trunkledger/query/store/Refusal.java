package dev.trunkledger.query.store;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/** Tells a database that dislikes a value, which it always will, from one that is away or wrongly set up. */
final class Refusal {

    /** SQLSTATE classes: data exception, integrity violation, program limit exceeded. */
    private static final Set<String> OF_VALUES = Set.of("22", "23", "54");

    private Refusal() {}

    static boolean isOfValues(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().length() == 5
                && OF_VALUES.contains(cause.getSQLState().substring(0, 2));
    }
}
