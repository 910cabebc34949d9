/** Has keys wrapped by a key that never leaves HashiCorp Vault or OpenBao, over the HTTP API of their transit engine. */
@NullMarked
package dev.trunkledger.command.secret.transit;

import org.jspecify.annotations.NullMarked;
