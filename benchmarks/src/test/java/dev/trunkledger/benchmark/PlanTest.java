package dev.trunkledger.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void readsItsOptions() {
        Plan plan = Plan.of(List.of("pacing", "--rounds", "3", "--seconds", "5", "--warm-up", "1"));

        assertThat(plan.parts()).containsExactly(Part.PACING);
        assertThat(plan.rounds()).isEqualTo(3);
        assertThat(plan.round()).isEqualTo(Duration.ofSeconds(5));
        assertThat(plan.warmUp()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void measuresEverythingWhenNothingIsNamed() {
        assertThat(Plan.of(List.of("--rounds", "1")).parts()).containsExactly(Part.values());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (List<String> args : List.of(
                List.of("packing"),
                List.of("pacing", "--round", "3"),
                List.of("pacing", "--rounds"),
                List.of("pacing", "--rounds", "0"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Plan.of(args));
        }
    }
}
