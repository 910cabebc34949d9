@NullMarked
package dev.trunkledger.pacing.limits;

import org.jspecify.annotations.NullMarked;
