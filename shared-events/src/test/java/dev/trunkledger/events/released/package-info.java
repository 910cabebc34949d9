/** What a release writes to Kafka, frozen for the versions after it. */
@NullMarked
package dev.trunkledger.events.released;

import org.jspecify.annotations.NullMarked;
