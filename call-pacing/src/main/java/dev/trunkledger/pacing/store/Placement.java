package dev.trunkledger.pacing.store;

/**
 * Where the store put a request.
 *
 * @param startNanos pacing time of its first start
 * @param reserved false when its last start would have waited too long, so that nothing was reserved
 */
record Placement(long startNanos, boolean reserved) {}
