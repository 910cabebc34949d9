package dev.trunkledger.command.domain;

/**
 * Keyed HMAC-SHA-256 of a secret, good for one thing: telling whether two secrets of one credential are equal.
 *
 * @param hex 64 lower-case hex digits; never to be shown, as whoever gets the key could try out passwords against it
 */
public record SecretFingerprint(String hex) {

    @Override
    public String toString() {
        return "SecretFingerprint[***]";
    }
}
