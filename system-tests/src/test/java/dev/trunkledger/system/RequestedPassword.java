package dev.trunkledger.system;

/** What a replacement says about the password. */
sealed interface RequestedPassword {

    record Given(String value) implements RequestedPassword {}

    record Cleared() implements RequestedPassword {}

    /** Left out, with {@code keepAuthPassword=true}. */
    record Kept() implements RequestedPassword {}

    record Omitted() implements RequestedPassword {}
}
