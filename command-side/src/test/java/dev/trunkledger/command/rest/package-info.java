/** Tests of the commands over HTTP. */
@NullMarked
package dev.trunkledger.command.rest;

import org.jspecify.annotations.NullMarked;
