/** The read models' database as queries use it: its own few connections, read-only, no statement without an end. */
@NullMarked
package dev.trunkledger.query.reading;

import org.jspecify.annotations.NullMarked;
