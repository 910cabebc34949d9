package dev.trunkledger.benchmark.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark for a moment: it fails where counts differ, and what it measures means nothing here. */
class CatchUpBenchmarkIT {

    @Test
    void measuresEveryFigureAndFindsAllEventsEverywhere() throws Exception {
        List<Figure> figures = CatchUpBenchmark.measure(Plan.trial());

        assertThat(figures)
                .extracting(Figure::name)
                .anyMatch(name -> name.startsWith("relay"))
                .anyMatch(name -> name.startsWith("projection"))
                .anyMatch(name -> name.startsWith("GET at"))
                .anyMatch(name -> name.startsWith("PUT acknowledged"));
        assertThat(figures).allSatisfy(figure -> assertThat(figure.median()).isNotNaN());
    }
}
