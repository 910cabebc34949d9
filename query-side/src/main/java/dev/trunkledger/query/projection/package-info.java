/** Folds events into read models, purely: what is known and what arrived go in, what is to be stored comes out. */
@NullMarked
package dev.trunkledger.query.projection;

import org.jspecify.annotations.NullMarked;
