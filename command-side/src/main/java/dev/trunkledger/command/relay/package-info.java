/** From the event store to Kafka, in commit order; the position moves only after the broker's acknowledgement. */
@NullMarked
package dev.trunkledger.command.relay;

import org.jspecify.annotations.NullMarked;
