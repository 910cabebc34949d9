/** For the tests of consumers: histories of credentials, and a publisher that behaves as the contract allows, or worse. */
@NullMarked
package dev.trunkledger.events.testing;

import org.jspecify.annotations.NullMarked;
