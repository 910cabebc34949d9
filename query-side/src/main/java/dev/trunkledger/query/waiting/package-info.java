/** Lets callers wait until what they wrote can be read, without a thread or a connection for each of them. */
@NullMarked
package dev.trunkledger.query.waiting;

import org.jspecify.annotations.NullMarked;
