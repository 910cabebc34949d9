/** Destroys the secrets of credentials that were deleted long enough ago, when the installation wants it. */
@NullMarked
package dev.trunkledger.command.retention;

import org.jspecify.annotations.NullMarked;
