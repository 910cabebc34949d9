/** What happened to credentials and who did it: the history of one, and the entries of a whole organisation. */
@NullMarked
package dev.trunkledger.query.audit;

import org.jspecify.annotations.NullMarked;
