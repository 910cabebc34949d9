package dev.trunkledger.benchmark;

import dev.trunkledger.benchmark.catchup.CatchUpBenchmark;
import dev.trunkledger.benchmark.pacing.PacingBenchmark;
import dev.trunkledger.benchmark.pure.CoreBenchmark;
import dev.trunkledger.benchmark.reads.ReadsBenchmark;
import dev.trunkledger.benchmark.start.StartBenchmark;
import dev.trunkledger.benchmark.writes.VisibilityBenchmark;
import dev.trunkledger.benchmark.writes.WritesBenchmark;
import java.util.Locale;

/** What can be measured on its own, in the order in which all are. */
enum Part {
    WRITES(
            "PUT beside pgbench and beside JPA with Envers: rate, latency, long histories, memory",
            WritesBenchmark::measure),
    VISIBILITY("from a PUT's answer to the GET that shows it", VisibilityBenchmark::measure),
    CATCHUP("a million events from the store to Kafka, and from Kafka into read models", CatchUpBenchmark::measure),
    READS("lists, histories and audit queries at 10^5, 10^6 and 10^7 events; needs 40 GB", ReadsBenchmark::measure),
    START("from a process to its first answer, with and without AOT cache", StartBenchmark::measure),
    CORE("what is pure, by JMH: decision, seal, reading, folding", CoreBenchmark::measure),
    PACING("call pacing: decisions, permits over HTTP, a hot pool, changes of limits", PacingBenchmark::measure);

    private final String about;
    private final Benchmark benchmark;

    Part(String about, Benchmark benchmark) {
        this.about = about;
        this.benchmark = benchmark;
    }

    String about() {
        return about;
    }

    Benchmark benchmark() {
        return benchmark;
    }

    /** As it is typed. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
