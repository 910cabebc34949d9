package dev.trunkledger.http;

/**
 * One fault of a request body.
 *
 * @param pointer JSON Pointer (RFC 6901) to the faulty member, {@code /cpsLimit}
 * @param code stable and for machines, {@code too-long}
 * @param message for people; never repeats the value
 */
public record FieldFault(String pointer, String code, String message) {}
