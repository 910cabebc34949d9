package dev.trunkledger.system.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.system.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Half of all faults, by chance which. {@code ./run torture} does the same for as long as one likes. */
class TortureSystemTest {

    @Test
    void everyPromiseIsKeptWhateverFails() throws Exception {
        long seed = Long.getLong("trunkledger.test.seed", System.nanoTime());
        System.out.println("Faults and load from -Dtrunkledger.test.seed=" + seed);
        Report report = new Report(seed);
        List<Fault> faults = Faults.eachOnce();

        new Torture(seed, Deployment.PATIENCE, report, faults)
                .run(Deployment.ROOT.resolve("system-tests/target"), faults.size() / 2);

        System.out.println(report.summary());
        assertThat(report.violations()).isEmpty();
    }
}
