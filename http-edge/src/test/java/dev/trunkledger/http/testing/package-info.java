/** What the tests of every side need: an issuer, its tokens, good and bad, and what a logger said. */
@NullMarked
package dev.trunkledger.http.testing;

import org.jspecify.annotations.NullMarked;
