/** The command side: takes writes over REST, decides, records events and hands them to Kafka. */
@NullMarked
package dev.trunkledger.command;

import org.jspecify.annotations.NullMarked;
