/** What a consumer of the topics needs: a table of all credentials that follows Kafka, typed values, and the order of events. */
@NullMarked
package dev.trunkledger.events.consumer;

import org.jspecify.annotations.NullMarked;
