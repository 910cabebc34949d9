/** How events look on the wire: names, canonical JSON, hashes, topics and CloudEvents headers. */
@NullMarked
package dev.trunkledger.events.wire;

import org.jspecify.annotations.NullMarked;
