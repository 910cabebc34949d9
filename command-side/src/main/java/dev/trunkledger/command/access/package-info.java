/** Shows a secret to who may see it, once it is recorded that it was shown; disturbs no writer. */
@NullMarked
package dev.trunkledger.command.access;

import org.jspecify.annotations.NullMarked;
