@NullMarked
package dev.trunkledger.command.access;

import org.jspecify.annotations.NullMarked;
