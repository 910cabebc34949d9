/** What the executables are made of, and what is known against it. */
@NullMarked
package dev.trunkledger.system.supply;

import org.jspecify.annotations.NullMarked;
