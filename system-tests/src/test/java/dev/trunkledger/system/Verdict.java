package dev.trunkledger.system;

/** How a command ended, and all that it said. */
record Verdict(int exitCode, String output) {}
