package dev.trunkledger.system.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.system.Deployment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A third of all faults, by chance which. {@code ./run torture} does the same for as long as one likes. */
class TortureSystemTest {

    /** Of a process that starts while everything else works, on a machine that may build something meanwhile. */
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(3);

    @Test
    void everyPromiseIsKeptWhateverFails() throws Exception {
        long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
        System.out.println("Faults and load from -Dtrunkledger.test.seed=" + seed);
        Report report = new Report(seed);
        List<Fault> faults = Faults.eachOnce();

        new Torture(seed, RECOVERY_LIMIT, report, faults)
                .run(Deployment.ROOT.resolve("system-tests/target"), faults.size() / 3);

        System.out.println(report.summary());
        assertThat(report.violations()).isEmpty();
    }
}
