package dev.trunkledger.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08006, AWAY",
        "57P01, AWAY",
        "57P03, AWAY",
        "53100, AWAY",
        "25006, AWAY",
        "40001, CONTENTION",
        "40P01, CONTENTION",
        "55P03, LATE",
        "57014, LATE",
        "25P04, LATE",
        "23503, KEY_DESTROYED",
        "23514, DEFECT",
        "22021, DEFECT",
        "42501, DEFECT",
    })
    void isToldByTheSqlState(String state, SqlFailure expected) {
        assertThat(SqlFailure.of(new SQLException("whatever", state))).isEqualTo(expected);
    }

    @Test
    void aPoolThatFoundNoConnectionSaysWhyInItsCause() {
        SQLException cause = new SQLException("no pg_hba entry", "28000");

        assertThat(SqlFailure.of(new SQLTransientConnectionException("timed out")))
                .isEqualTo(SqlFailure.AWAY);
        assertThat(SqlFailure.of(new SQLTransientConnectionException("timed out", null, cause)))
                .isEqualTo(SqlFailure.AWAY);
    }

    @Test
    void contentionIsWorthAnotherTryAndAbsenceIsNot() {
        assertThat(SqlFailure.asException(new SQLException("deadlock", "40P01")))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(SqlFailure.asException(new SQLException("gone", "08006")))
                .isInstanceOf(StoreUnavailableException.class);
    }
}
