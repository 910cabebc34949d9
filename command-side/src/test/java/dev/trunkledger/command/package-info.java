/** What tests of the whole command side share. */
@NullMarked
package dev.trunkledger.command;

import org.jspecify.annotations.NullMarked;
