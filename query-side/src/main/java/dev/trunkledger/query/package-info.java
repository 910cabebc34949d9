/** The query side: what callers ask about credentials, from read models that Kafka alone feeds. */
@NullMarked
package dev.trunkledger.query;

import org.jspecify.annotations.NullMarked;
