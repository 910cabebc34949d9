package dev.trunkledger.benchmark;

import java.util.List;

/** Measures some figures; sets up all that it needs and leaves nothing behind. */
@FunctionalInterface
public interface Benchmark {

    List<Figure> measure(Plan plan) throws Exception;
}
