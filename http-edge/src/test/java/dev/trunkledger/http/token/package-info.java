/** Tests of the token rules. */
@NullMarked
package dev.trunkledger.http.token;

import org.jspecify.annotations.NullMarked;
