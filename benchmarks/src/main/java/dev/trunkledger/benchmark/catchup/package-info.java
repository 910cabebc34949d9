/** How fast a backlog gets from the store to Kafka, and from Kafka into read models. */
@NullMarked
package dev.trunkledger.benchmark.catchup;

import org.jspecify.annotations.NullMarked;
