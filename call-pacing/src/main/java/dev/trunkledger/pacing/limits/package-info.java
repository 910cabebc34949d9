/** Which limits hold for a credential and for the pool that it shares, as the compacted topic tells them. */
@NullMarked
package dev.trunkledger.pacing.limits;

import org.jspecify.annotations.NullMarked;
