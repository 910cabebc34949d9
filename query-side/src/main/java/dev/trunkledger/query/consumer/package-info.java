/** Takes events from Kafka, in batches and repeatably: what it could not store it takes again. */
@NullMarked
package dev.trunkledger.query.consumer;

import org.jspecify.annotations.NullMarked;
