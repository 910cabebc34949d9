/** A running query side for tests, and events to fill it with. */
@NullMarked
package dev.trunkledger.query.testing;

import org.jspecify.annotations.NullMarked;
