/** Starts a durable PostgreSQL and a single-node Kafka on this machine, for tests and for the local stack. */
@NullMarked
package dev.trunkledger.infrastructure;

import org.jspecify.annotations.NullMarked;
