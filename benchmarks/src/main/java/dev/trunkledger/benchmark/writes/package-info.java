/** Writes: how many, how fast, how soon visible, beside the disk alone and beside what others would write. */
@NullMarked
package dev.trunkledger.benchmark.writes;

import org.jspecify.annotations.NullMarked;
