/** Reads JSON strictly, so that one text cannot mean two things. */
@NullMarked
package dev.trunkledger.proof.json;

import org.jspecify.annotations.NullMarked;
