/** The documents that explain the API to people and programs; none of them needs a token. */
@NullMarked
package dev.trunkledger.http.documents;

import org.jspecify.annotations.NullMarked;
