/** The examples of docs/consuming.md, as they are compiled and run. */
@NullMarked
package dev.trunkledger.events.guide;

import org.jspecify.annotations.NullMarked;
