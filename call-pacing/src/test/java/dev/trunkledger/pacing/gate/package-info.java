@NullMarked
package dev.trunkledger.pacing.gate;

import org.jspecify.annotations.NullMarked;
