/** The only place, beside the reading of requests, that sees a password: what enters leaves encrypted or not at all. */
@NullMarked
package dev.trunkledger.command.secret;

import org.jspecify.annotations.NullMarked;
