/** Counts starts in PostgreSQL, which all instances share: many requests in one statement, and one commit. */
@NullMarked
package dev.trunkledger.pacing.store;

import org.jspecify.annotations.NullMarked;
