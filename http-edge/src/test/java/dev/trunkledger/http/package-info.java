/** Tests of the HTTP edge. */
@NullMarked
package dev.trunkledger.http;

import org.jspecify.annotations.NullMarked;
