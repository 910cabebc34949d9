/** What a benchmark measures: services in processes of their own, and what they need. */
@NullMarked
package dev.trunkledger.benchmark.stage;

import org.jspecify.annotations.NullMarked;
