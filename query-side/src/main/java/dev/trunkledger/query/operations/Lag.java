package dev.trunkledger.query.operations;

import java.time.Duration;

/**
 * What the read models lack of the topic.
 *
 * @param events messages not yet projected
 * @param age since when the oldest of them has been there, as far as was seen; zero when there are none
 */
record Lag(long events, Duration age) {}
