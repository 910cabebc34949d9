/** Signs, per organisation, how far every history reached: a chain alone does not show that its end was cut off. */
@NullMarked
package dev.trunkledger.command.checkpoint;

import org.jspecify.annotations.NullMarked;
