/** Call pacing. */
@NullMarked
package dev.trunkledger.benchmark.pacing;

import org.jspecify.annotations.NullMarked;
