/** Credentials as they stand now and as they stood then: one by its id, and pages of an organisation's. */
@NullMarked
package dev.trunkledger.query.credentials;

import org.jspecify.annotations.NullMarked;
