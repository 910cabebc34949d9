/** Call pacing over HTTP: permits to start calls, and what limits and pools there are. */
@NullMarked
package dev.trunkledger.pacing.rest;

import org.jspecify.annotations.NullMarked;
