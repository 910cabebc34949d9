package dev.trunkledger.command.domain;

/** The rules on the settings of a credential. */
public final class SettingsRules {

    private SettingsRules() {}
}
