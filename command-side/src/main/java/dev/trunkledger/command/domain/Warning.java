package dev.trunkledger.command.domain;

/**
 * Something that is allowed but probably not meant.
 *
 * @param code stable, for programs
 * @param pointer JSON pointer (RFC 6901) to the field that would mend it
 */
public record Warning(String code, String pointer, String message) {}
