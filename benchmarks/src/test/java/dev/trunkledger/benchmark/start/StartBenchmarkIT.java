package dev.trunkledger.benchmark.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each side starts with the cache that its image has: with one that does not fit, the JVM would not start at all. */
class StartBenchmarkIT {

    @Test
    void measuresEveryFigure() throws Exception {
        List<Figure> figures = StartBenchmark.measure(Plan.trial());

        assertThat(figures)
                .extracting(Figure::name)
                .anyMatch(name -> name.startsWith("start to ready: command side"))
                .anyMatch(name -> name.startsWith("start to ready: query side"))
                .anyMatch(name -> name.startsWith("start to ready: call pacing"));
        assertThat(figures).allSatisfy(figure -> assertThat(figure.median()).isPositive());
    }
}
