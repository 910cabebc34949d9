@NullMarked
package dev.trunkledger.pacing.testing;

import org.jspecify.annotations.NullMarked;
