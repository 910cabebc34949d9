/** What the tests of every side need of an issuer. */
@NullMarked
package dev.trunkledger.http.testing;

import org.jspecify.annotations.NullMarked;
