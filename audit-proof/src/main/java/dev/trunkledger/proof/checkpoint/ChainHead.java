package dev.trunkledger.proof.checkpoint;

/**
 * How far a chain of events reaches.
 *
 * @param number of its newest event, counted from 1: the version of a credential, or the sequence of its accesses
 * @param hash of that event, which seals all before it
 */
public record ChainHead(long number, String hash) {}
