/** Recomputes a credential's chain of hashes from the stored events, and holds what is told beside them against it. */
@NullMarked
package dev.trunkledger.query.verification;

import org.jspecify.annotations.NullMarked;
