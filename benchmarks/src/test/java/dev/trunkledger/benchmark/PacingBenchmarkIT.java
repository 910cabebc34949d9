package dev.trunkledger.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every benchmark for a moment, so that none of them stops working unseen. What it measures means nothing here. */
class PacingBenchmarkIT {

    @Test
    void measuresEveryFigure() throws Exception {
        List<Figure> figures = PacingBenchmark.measure(new Plan(1, Duration.ofSeconds(1), Duration.ofSeconds(1), 3));

        assertThat(figures)
                .extracting(Figure::name)
                .anyMatch(name -> name.startsWith("decisions"))
                .anyMatch(name -> name.startsWith("permits over HTTP"))
                .anyMatch(name -> name.startsWith("permits obey"));
        assertThat(figures).extracting(Figure::measured).allMatch(measured -> measured.matches(".*[0-9].*"));
    }
}
