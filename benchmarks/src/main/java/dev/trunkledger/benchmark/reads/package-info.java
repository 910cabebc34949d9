/** How long lists, histories and audit queries take among a hundred thousand events, a million and ten million. */
@NullMarked
package dev.trunkledger.benchmark.reads;

import org.jspecify.annotations.NullMarked;
