@NullMarked
package dev.trunkledger.http.input;

import org.jspecify.annotations.NullMarked;
