/** Merkle trees as RFC 9162, section 2.1, defines them, with proofs of inclusion and of consistency. */
@NullMarked
package dev.trunkledger.proof.merkle;

import org.jspecify.annotations.NullMarked;
