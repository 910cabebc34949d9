/** The command verify-audit: an auditor's check of an export or a topic, without any trust in the database. */
@NullMarked
package dev.trunkledger.proof.cli;

import org.jspecify.annotations.NullMarked;
