/** Tests of retention. */
@NullMarked
package dev.trunkledger.command.retention;

import org.jspecify.annotations.NullMarked;
