/** Decides whether a bearer token is one of ours (RFC 8725, RFC 9068) and knows nothing of HTTP. */
@NullMarked
package dev.trunkledger.http.token;

import org.jspecify.annotations.NullMarked;
