@NullMarked
package dev.trunkledger.pacing.store;

import org.jspecify.annotations.NullMarked;
