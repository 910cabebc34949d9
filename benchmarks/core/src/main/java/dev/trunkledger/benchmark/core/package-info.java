/** What a write and its projection cost without any input or output: JMH alone measures here. */
@NullMarked
package dev.trunkledger.benchmark.core;

import org.jspecify.annotations.NullMarked;
