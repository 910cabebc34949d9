package dev.trunkledger.benchmark.pure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JMH for a moment: what it measures means nothing here. */
class CoreBenchmarkIT {

    @Test
    void measuresEveryFigure() throws Exception {
        List<Figure> figures = CoreBenchmark.measure(Plan.trial());

        assertThat(figures)
                .extracting(Figure::name)
                .anyMatch(name -> name.startsWith("deciding on"))
                .anyMatch(name -> name.startsWith("reading an event"))
                .anyMatch(name -> name.startsWith("folding"));
        assertThat(figures).allSatisfy(figure -> assertThat(figure.median()).isPositive());
    }
}
