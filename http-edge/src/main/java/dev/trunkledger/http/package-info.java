/** What every HTTP side shares: who calls, from where, what they may do, and how every refusal is told. */
@NullMarked
package dev.trunkledger.http;

import org.jspecify.annotations.NullMarked;
