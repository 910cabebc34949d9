/** The facts that Trunkledger records about SIP trunk credentials; no type here has a place for a secret. */
@NullMarked
package dev.trunkledger.events;

import org.jspecify.annotations.NullMarked;
