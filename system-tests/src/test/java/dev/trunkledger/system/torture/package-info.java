/**
 * A deployment whose every process is killed, stopped and cut off from the others, again and again, while callers write and
 * start calls; then what is left is compared with what was acknowledged. {@link dev.trunkledger.system.torture.Torture} is
 * one run, {@link dev.trunkledger.system.torture.Invariants} says what must hold.
 */
@NullMarked
package dev.trunkledger.system.torture;

import org.jspecify.annotations.NullMarked;
