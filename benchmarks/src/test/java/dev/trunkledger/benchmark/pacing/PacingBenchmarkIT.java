package dev.trunkledger.benchmark.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every benchmark for a moment, so that none of them stops working unseen. What it measures means nothing here. */
class PacingBenchmarkIT {

    @Test
    void measuresEveryFigure() throws Exception {
        List<Figure> figures = PacingBenchmark.measure(Plan.trial());

        assertThat(figures)
                .extracting(Figure::name)
                .anyMatch(name -> name.startsWith("decisions"))
                .anyMatch(name -> name.startsWith("permits over HTTP"))
                .anyMatch(name -> name.startsWith("permits obey"));
        assertThat(figures).allSatisfy(figure -> assertThat(figure.median()).isNotNaN());
    }
}
