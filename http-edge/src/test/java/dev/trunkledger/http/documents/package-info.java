/** Tests of the documents. */
@NullMarked
package dev.trunkledger.http.documents;

import org.jspecify.annotations.NullMarked;
