/** Runs PostgreSQL, Kafka and all sides in one process behind one origin on 127.0.0.1; never deployed. */
@NullMarked
package dev.trunkledger.local;

import org.jspecify.annotations.NullMarked;
