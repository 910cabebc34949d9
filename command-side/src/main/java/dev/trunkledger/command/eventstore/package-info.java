/** Records events in PostgreSQL, with all that has to be stored in the same commit, and reads them back. */
@NullMarked
package dev.trunkledger.command.eventstore;

import org.jspecify.annotations.NullMarked;
