/** What may happen to a credential and why not: commands, state and every rule, free of frameworks, clocks and I/O. */
@NullMarked
package dev.trunkledger.command.domain;

import org.jspecify.annotations.NullMarked;
