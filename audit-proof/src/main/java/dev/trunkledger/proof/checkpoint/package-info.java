/** Signed statements of how far every history of an organisation reached at a moment. */
@NullMarked
package dev.trunkledger.proof.checkpoint;

import org.jspecify.annotations.NullMarked;
