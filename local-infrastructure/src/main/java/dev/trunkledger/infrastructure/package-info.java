/**
 * Starts a durable PostgreSQL and a single-node Kafka on this machine, for tests and for the local stack; and what a JVM
 * needs to run a side as its image does, for tests and benchmarks.
 */
@NullMarked
package dev.trunkledger.infrastructure;

import org.jspecify.annotations.NullMarked;
