/** Marks where a page of an answer ended, as text that only this service can make and only its receiver can use. */
@NullMarked
package dev.trunkledger.query.cursor;

import org.jspecify.annotations.NullMarked;
