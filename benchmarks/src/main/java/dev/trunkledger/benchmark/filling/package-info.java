/** Data as years of use would leave them, made within minutes. */
@NullMarked
package dev.trunkledger.benchmark.filling;

import org.jspecify.annotations.NullMarked;
