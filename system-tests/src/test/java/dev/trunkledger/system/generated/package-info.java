/** Thousands of requests made from the OpenAPI document, right and wrong ones, and whether the answers are as it says. */
@NullMarked
package dev.trunkledger.system.generated;

import org.jspecify.annotations.NullMarked;
