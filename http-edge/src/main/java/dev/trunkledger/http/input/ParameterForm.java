package dev.trunkledger.http.input;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a query parameter must look like.
 *
 * @param code stable name of the fault, for machines
 * @param expected completes "must be …", for people
 * @param parse empty when the text is not of the form
 */
public record ParameterForm<T>(String code, String expected, Function<String, Optional<T>> parse) {}
