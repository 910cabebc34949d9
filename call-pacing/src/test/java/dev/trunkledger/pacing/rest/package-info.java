@NullMarked
package dev.trunkledger.pacing.rest;

import org.jspecify.annotations.NullMarked;
