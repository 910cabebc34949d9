/** How long a side takes until it serves. */
@NullMarked
package dev.trunkledger.benchmark.start;

import org.jspecify.annotations.NullMarked;
