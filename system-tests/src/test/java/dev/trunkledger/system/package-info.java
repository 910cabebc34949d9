/** Black-box tests: the executables as processes, real PostgreSQL and Kafka, spoken to over HTTP and Kafka only. */
@NullMarked
package dev.trunkledger.system;

import org.jspecify.annotations.NullMarked;
