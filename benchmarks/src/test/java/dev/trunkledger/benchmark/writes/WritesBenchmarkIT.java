package dev.trunkledger.benchmark.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.benchmark.Figure;
import dev.trunkledger.benchmark.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmarks of writes for a moment. They fail by themselves when the counts differ; what they measure means nothing here. */
class WritesBenchmarkIT {

    @Test
    void measuresRatesAndLatencies() throws Exception {
        List<Figure> figures = WritesBenchmark.measure(Plan.trial());

        assertThat(figures)
                .extracting(Figure::name)
                .anyMatch(name -> name.startsWith("PUT with everything running"))
                .anyMatch(name -> name.startsWith("PUT to Spring Data JPA"))
                .anyMatch(name -> name.startsWith("PUT with the query side stopped"))
                .anyMatch(name -> name.startsWith("PUT, 1 connection"))
                .anyMatch(name -> name.startsWith("PUT on a credential with"));
        assertThat(figures).allSatisfy(figure -> assertThat(figure.median()).isPositive());
    }

    @Test
    void measuresVisibility() throws Exception {
        assertThat(VisibilityBenchmark.measure(Plan.trial()))
                .allSatisfy(figure -> assertThat(figure.median()).isPositive());
    }
}
