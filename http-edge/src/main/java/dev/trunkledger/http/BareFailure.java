package dev.trunkledger.http;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A failure as it may be logged: types and stack frames without messages, which may quote a request or a row. */
final class BareFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private BareFailure(String name, @Nullable Throwable cause) {
        super(name, cause, false, true);
    }

    static BareFailure of(Throwable failure) {
        @Nullable Throwable cause = failure.getCause();
        BareFailure bare = new BareFailure(name(failure), cause == null ? null : of(cause));
        bare.setStackTrace(failure.getStackTrace());
        return bare;
    }

    /** The types from the outermost to the root, in one line. */
    static String names(Throwable failure) {
        @Nullable Throwable cause = failure.getCause();
        return cause == null ? name(failure) : name(failure) + " < " + names(cause);
    }

    private static String name(Throwable failure) {
        String type = failure.getClass().getName();
        return failure instanceof SQLException sql ? type + " (SQLSTATE " + sql.getSQLState() + ")" : type;
    }
}
