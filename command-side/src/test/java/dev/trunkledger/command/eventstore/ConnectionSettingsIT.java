package dev.trunkledger.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.trunkledger.command.RunningCommandSide;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class ConnectionSettingsIT {

    @Test
    void everyConnectionIsBoundedInTime() {
        JdbcClient jdbc = RunningCommandSide.shared().context().getBean(JdbcClient.class);

        assertThat(jdbc.sql("show transaction_timeout").query(String.class).single())
                .isEqualTo("5s");
        assertThat(jdbc.sql("show lock_timeout").query(String.class).single()).isEqualTo("1s");
        assertThat(jdbc.sql("show synchronous_commit").query(String.class).single())
                .isEqualTo("on");
    }

    /** Longer than a transaction may take: only when the server is silent, not slow, is a connection given up. */
    @Test
    void aSilentConnectionIsGivenUpSoonAfterItsTransactionShouldBeOver() {
        JdbcTemplate jdbc = RunningCommandSide.shared().context().getBean(JdbcTemplate.class);

        assertThat(jdbc.execute(Connection::getNetworkTimeout)).isEqualTo(7_000);
    }

    /** So that one who meets a silent connection has time left for another. */
    @Test
    void aConnectionIsTriedForLessTimeThanOneIsWaitedFor() {
        HikariDataSource pool = RunningCommandSide.shared().context().getBean(HikariDataSource.class);

        assertThat(pool.getValidationTimeout()).isLessThan(pool.getConnectionTimeout());
    }
}
