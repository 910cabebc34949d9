package dev.trunkledger.command.domain;

/**
 * What is wrong with one field of a request.
 *
 * @param pointer JSON pointer (RFC 6901) to the field
 * @param code stable, for programs
 * @param message for people; never repeats the value
 */
public record SettingsFault(String pointer, String code, String message) {}
