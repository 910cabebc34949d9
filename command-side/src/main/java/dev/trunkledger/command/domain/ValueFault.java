package dev.trunkledger.command.domain;

/**
 * What is wrong with one value.
 *
 * @param code stable, for programs
 * @param message for people; says what is allowed and never repeats the value
 */
public record ValueFault(String code, String message) {

    SettingsFault at(String pointer) {
        return new SettingsFault(pointer, code, message);
    }
}
