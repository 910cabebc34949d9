/** Keeps a time that all instances agree on, that goes on across restarts, and that no clock's jump makes jump. */
@NullMarked
package dev.trunkledger.pacing.clock;

import org.jspecify.annotations.NullMarked;
