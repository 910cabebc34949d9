/** Runs commands against the credential they name: load, decide, record; the rules themselves are in the domain. */
@NullMarked
package dev.trunkledger.command.aggregate;

import org.jspecify.annotations.NullMarked;
