/** HTTP requests turned into commands, and their outcomes into answers. */
@NullMarked
package dev.trunkledger.command.rest;

import org.jspecify.annotations.NullMarked;
