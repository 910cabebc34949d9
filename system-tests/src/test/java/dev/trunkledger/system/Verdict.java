package dev.trunkledger.system;

/** How a command ended, and all that it said. */
public record Verdict(int exitCode, String output) {}
