package dev.trunkledger.benchmark.reads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark on little data: it fails where an answer is no success, and what it measures means nothing here. */
class ReadsBenchmarkIT {

    @Test
    void measuresEveryFigure() throws Exception {
        List<Figure> figures = ReadsBenchmark.measure(Plan.trial());

        assertThat(figures)
                .extracting(Figure::name)
                .anyMatch(name -> name.startsWith("list, newest first"))
                .anyMatch(name -> name.startsWith("history, of any credential"))
                .anyMatch(name -> name.startsWith("audit, actor"));
        assertThat(figures).allSatisfy(figure -> assertThat(figure.median()).isPositive());
    }
}
