/** The queries over HTTP: what was asked, checked as a whole, and the answers as the contract shapes them. */
@NullMarked
package dev.trunkledger.query.rest;

import org.jspecify.annotations.NullMarked;
