@NullMarked
package dev.trunkledger.pacing.clock;

import org.jspecify.annotations.NullMarked;
