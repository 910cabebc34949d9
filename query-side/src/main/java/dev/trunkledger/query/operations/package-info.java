/** Shows operators how far the projection is, and what it could not apply. */
@NullMarked
package dev.trunkledger.query.operations;

import org.jspecify.annotations.NullMarked;
