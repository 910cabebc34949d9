/** Measures the figures that the README tells, with all parts real and on this machine. */
@NullMarked
package dev.trunkledger.benchmark;

import org.jspecify.annotations.NullMarked;
