package dev.trunkledger.pacing.store;

/**
 * How much a gate is used.
 *
 * @param startsLastSecond granted in the last full second
 * @param nextStartInNanos until the next start is free; 0 for now
 */
public record GateUse(int startsLastSecond, long nextStartInNanos) {}
