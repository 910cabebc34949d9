package dev.trunkledger.pacing.store;

import dev.trunkledger.pacing.clock.ClockTable;
import dev.trunkledger.pacing.clock.PacingTime;
import dev.trunkledger.pacing.gate.Spacing;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the gates to their database. */
@Configuration(proxyBeanMethods = false)
class GatesConfig {

    @Bean
    Spacing spacing(PacingSettings settings) {
        return new Spacing(settings.margin().toNanos());
    }

    @Bean
    PacingTime pacingTime(DataSource database) {
        return new PacingTime(new ClockTable(database, System::nanoTime), System::nanoTime);
    }

    @Bean(initMethod = "start")
    @DependsOnDatabaseInitialization
    Heartbeat heartbeat(PacingTime time) {
        return new Heartbeat(time);
    }

    @Bean
    GateTable gateTable(DataSource database, Spacing spacing) {
        return new GateTable(database, spacing);
    }

    @Bean(initMethod = "start")
    IdleGates idleGates(GateTable table, PacingTime time, PacingSettings settings) {
        return new IdleGates(table, time, settings.idle());
    }

    @Bean
    Gates gates(GateTable table, PacingTime time, Spacing spacing, PacingSettings settings) {
        return new Gates(table, time, spacing, settings.lanes());
    }
}
