/** Has JMH measure what is pure, in JVMs of its own. */
@NullMarked
package dev.trunkledger.benchmark.pure;

import org.jspecify.annotations.NullMarked;
