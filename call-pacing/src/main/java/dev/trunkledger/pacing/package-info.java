/** Call pacing: grants call attempts within the limits of credentials and of the pools that they share. */
@NullMarked
package dev.trunkledger.pacing;

import org.jspecify.annotations.NullMarked;
