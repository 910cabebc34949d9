package dev.trunkledger.command.domain;

/** What a command wants to become of the secret. */
public sealed interface SecretChange {

    /** The request did not mention it: right only while none is stored. */
    record Omitted() implements SecretChange {}

    /** Leave the stored one in force, if there is one ({@code keepAuthPassword=true}). */
    record Keep() implements SecretChange {}

    /** Have none from now on. */
    record Clear() implements SecretChange {}

    /** Use the one entered, known here by its fingerprint alone. */
    record Enter(SecretFingerprint fingerprint) implements SecretChange {}
}
