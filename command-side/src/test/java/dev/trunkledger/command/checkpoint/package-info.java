@NullMarked
package dev.trunkledger.command.checkpoint;

import org.jspecify.annotations.NullMarked;
