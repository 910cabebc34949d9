/** When may the next call start? Pure arithmetic on times that all instances agree on. */
@NullMarked
package dev.trunkledger.pacing.gate;

import org.jspecify.annotations.NullMarked;
