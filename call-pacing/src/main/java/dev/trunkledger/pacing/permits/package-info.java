/** May these calls start? Asks the limits, then the gates, and counts the answers. */
@NullMarked
package dev.trunkledger.pacing.permits;

import org.jspecify.annotations.NullMarked;
