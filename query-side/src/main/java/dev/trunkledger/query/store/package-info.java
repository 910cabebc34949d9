/** Keeps the read models in PostgreSQL: a whole batch per statement, a whole poll per transaction. */
@NullMarked
package dev.trunkledger.query.store;

import org.jspecify.annotations.NullMarked;
