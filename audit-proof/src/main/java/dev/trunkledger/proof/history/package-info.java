/** Reads the events of many credentials once and tells which of them are not as they were recorded. */
@NullMarked
package dev.trunkledger.proof.history;

import org.jspecify.annotations.NullMarked;
