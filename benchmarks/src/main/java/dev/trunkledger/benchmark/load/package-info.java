/** Requests, threads and durations: what a benchmark measures with. */
@NullMarked
package dev.trunkledger.benchmark.load;

import org.jspecify.annotations.NullMarked;
