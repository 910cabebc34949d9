/** A CRUD service with the fields of a credential, kept in tables that Envers audits. */
@NullMarked
package dev.trunkledger.baseline;

import org.jspecify.annotations.NullMarked;
