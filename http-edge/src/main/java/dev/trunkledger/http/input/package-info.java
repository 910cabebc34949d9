/** What a request asks for, read strictly: everything wrong with it is told at once. */
@NullMarked
package dev.trunkledger.http.input;

import org.jspecify.annotations.NullMarked;
